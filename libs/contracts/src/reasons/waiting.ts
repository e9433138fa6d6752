// What waits, and where: boxes of the ledger, states of a lane, steps of a story, and letters that cannot be replayed.
import type { LaneAfter } from '../topics/push-attempted.topic';
import { because, type Reason } from './reason';
import { says, sentence, type Text } from './words';

/** Where a device of a message is. It is in exactly one of them. */
export const BOX = {
  'at-gate': because(
    'platform',
    says('The gate has not decided on it yet.', '推送判定尚未完成。'),
    says(
      'Is presence well, and how far is it behind (`offline_push_bus_lag_seconds`)?',
      'presence 是否正常，消费延迟多大（`offline_push_bus_lag_seconds`）？',
    ),
  ),
  'stopped-at-gate': because(
    'nobody',
    says('The gate stopped it.', '在推送判定处被拦下。'),
    says('Its reason says it.', '见其原因代码。'),
  ),
  'at-addressing': because(
    'platform',
    says('Device-bindings has not looked for its token yet.', 'device-bindings 尚未查找它的 token。'),
    says(
      'Is device-bindings well, and how far is it behind (`offline_push_bus_lag_seconds`)?',
      'device-bindings 是否正常，消费延迟多大（`offline_push_bus_lag_seconds`）？',
    ),
  ),
  'stopped-at-addressing': because(
    'nobody',
    says('There was no token to send to.', '没有可用的 token，在寻址处被拦下。'),
    says('Its reason says it.', '见其原因代码。'),
  ),
  open: because(
    'platform',
    says('It waits for its lane.', '它在等待发送队列。'),
    says(
      'Its last attempt says what it waits for; without one, the lane of its certificate does.',
      '最近一次调用说明它在等什么；没有调用过，则看其证书的发送队列。',
    ),
  ),
  settled: because(
    'nobody',
    says('It ended at dispatch.', '已在 dispatch 结束。'),
    says('Its state says it.', '见其结束状态。'),
  ),
  'dead-letter': because(
    'platform',
    says('The hop that had to decide on it gave its event up.', '负责判定的环节无法处理该事件，已放入死信。'),
    says('Its reason says it. A replay takes it up again.', '见其原因代码；重放后会继续处理。'),
  ),
  erased: because(
    'nobody',
    says('Its user was erased while it was on its way.', '推送途中该用户的数据被删除。'),
    says('Nothing: nobody is told of it any more.', '无需处理：不再记录后续结果。'),
  ),
} as const satisfies { readonly [box: string]: Reason };

/** What is said of the last answer of what waits. */
export const LAST_ANSWER = sentence('The last answer: {words}.', '最近一次应答：{words}。');

export const LANE = {
  open: because('nobody', says('Calls go out.', '正常发送。'), says('Nothing.', '无需处理。')),
  'half-open': because(
    'nobody',
    says('One call finds out whether the vendor is back.', '用一次调用试探厂商是否恢复。'),
    says('Nothing: it goes on by itself.', '无需处理：会自动恢复。'),
  ),
  closed: because(
    'platform',
    says('The vendor does not answer, or not as it should.', '厂商没有应答，或应答不正常。'),
    says(
      'Can dispatch reach the vendor, and did the vendor have an outage? It goes on by itself.',
      'dispatch 能否连通厂商？厂商是否有故障？恢复后会自动继续。',
    ),
  ),
  throttled: because(
    'operator',
    says('The vendor takes no more for the moment.', '厂商暂时限流。'),
    says(
      'It goes on at `untilMs`. Often? Raise the quota at the vendor, or send less of class `bulk`.',
      '到 `untilMs` 自动继续。经常发生？请在厂商处提高配额，或减少 `bulk` 类消息。',
    ),
  ),
  'credential-refused': because(
    'operator',
    says('The vendor does not take the credential of the certificate.', '厂商不接受该证书的凭据。'),
    says(
      'Correct the credential and save the certificate, or `POST …/resume` once the vendor has mended it.',
      '请改正凭据并保存证书；如果是厂商已修复，则 `POST …/resume`。',
    ),
  ),
  paused: because(
    'operator',
    says('Somebody paused it.', '有人暂停了它。'),
    says(
      '`POST …/lanes/{certificate}/resume` lets it go on; `GET …/lanes` says who paused it and why.',
      '`POST …/lanes/{certificate}/resume` 让它继续；`GET …/lanes` 说明是谁、为什么暂停。',
    ),
  ),
} as const satisfies Readonly<Record<LaneAfter['state'], Reason>>;

/** Steps of a story that have no reason of their own. */
export const STEP = {
  published: says('The message was published ({place}).', '消息已发布（{place}）。'),
  'published-again': says('The message was published again.', '消息被再次发布。'),
  'gate-onward': says('Logged in and offline: it may be pushed.', '已登录且离线：可以推送。'),
  'addressing-onward': says('A token reaches it.', '有 token 可以到达它。'),
} as const satisfies { readonly [step: string]: Text };

/** Why a dead letter cannot be replayed. */
export const NOT_REPLAYABLE = {
  'unknown-topic': because(
    'platform',
    says('It came from no topic of ours that a replay may write to.', '它的来源不是我们可以重放的主题。'),
    says('Publish it there by your own means, or discard it.', '请自行发布到那里，或丢弃它。'),
  ),
  'compacted-topic': because(
    'operator',
    says(
      'In a compacted topic the newest record of a key counts, and a newer one may have come since.',
      '压缩主题里以每个键的最新记录为准，此后可能已有更新的记录。',
    ),
    says(
      'Let its writer tell it again (`POST …/certificates:republish`), or discard it.',
      '请让写入方重新发布（`POST …/certificates:republish`），或丢弃它。',
    ),
  ),
  'whole-batch': because(
    'publisher',
    says('It is a whole record batch that cannot be decoded.', '它是无法解码的整个记录批次。'),
    says(
      'Publish its events again from their source, or discard it.',
      '请从来源重新发布其中的事件，或丢弃它。',
    ),
  ),
  'without-bytes': because(
    'publisher',
    says(
      'Its value is not there: it had none, or it was too large to be kept.',
      '没有它的值：本来就没有，或太大而没有保留。',
    ),
    says('Publish the event again from its source, or discard it.', '请从来源重新发布这个事件，或丢弃它。'),
  ),
  'without-key': because(
    'publisher',
    says(
      'Its key was too large to be kept, and without it the event would lose its order.',
      '它的键太大而没有保留，没有键会失去顺序。',
    ),
    says('Publish the event again from its source, or discard it.', '请从来源重新发布这个事件，或丢弃它。'),
  ),
  'too-large': because(
    'platform',
    says('The broker does not take a record of this size.', 'Kafka 不接受这么大的记录。'),
    says(
      'Raise `max.message.bytes` of its topic, or discard it.',
      '请调大该主题的 `max.message.bytes`，或丢弃它。',
    ),
  ),
} as const satisfies { readonly [why: string]: Reason };
export type NotReplayable = keyof typeof NOT_REPLAYABLE;
