// Why an event became a dead letter.
import { because, type Reason } from './reason';
import { says } from './words';

export const DEAD_LETTER = {
  'not-decodable': because(
    'publisher',
    says(
      'A whole record batch: its checksum is wrong, its format or codec unknown, or it inflates too far.',
      '整个记录批次：校验和错误、格式或压缩算法未知，或解压后过大。',
    ),
    says(
      '`detail` names its offsets; its bytes are in `value`. gzip, snappy, lz4 and zstd are read.',
      '`detail` 给出它的位点；字节在 `value` 里。支持 gzip、snappy、lz4 和 zstd。',
    ),
  ),
  'not-readable': because(
    'publisher',
    says('The value is not JSON in UTF-8 within the limits.', '值不是限制范围内的 UTF-8 JSON。'),
    says(
      'Fix the publisher. The original bytes are in `value`, base64.',
      '请修正发布方。原始字节以 base64 保存在 `value` 里。',
    ),
  ),
  'schema-violation': because(
    'publisher',
    says('A field breaks a rule of the contract.', '有字段违反了契约的规则。'),
    says('See docs/topics.md.', '见 docs/topics.md。'),
  ),
  'wrong-type': because(
    'publisher',
    says('The ce_type header names another of our topics.', '消息头 ce_type 写的是我们的另一个主题。'),
    says(
      'Publish it there, or leave the header out. A type of your own is taken.',
      '请发布到那个主题，或去掉这个消息头。你们自己的类型是接受的。',
    ),
  ),
  'key-mismatch': because(
    'us',
    says(
      'Topics of our own services only: the record key is not the key that the contract computes from the value.',
      '仅限我们自己服务的主题：记录的键与契约由值算出的键不同。',
    ),
    says('A bug of ours, or somebody else writes that topic.', '这是我们的缺陷，或者有别人在写这个主题。'),
  ),
  'id-conflict': because(
    'core',
    says(
      'The same message id was seen before with other content. The first content wins.',
      '同一消息 ID 之前出现过，但内容不同。以先到的内容为准。',
    ),
    says(
      'The first content wins. Message ids must be unique within the app.',
      '以先到的内容为准。消息 ID 在应用内必须唯一。',
    ),
  ),
  'handler-failed': because(
    'us',
    says('Our own code failed on this event three times.', '我们自己的代码处理这个事件失败了三次。'),
    says('A bug of ours: please report it with `detail`.', '这是我们的缺陷：请带上 `detail` 反馈给我们。'),
  ),
} as const satisfies { readonly [code: string]: Reason };
