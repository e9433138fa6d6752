// Codes of our own checks before a call: of the content, the token and the certificate.
import { because, type Reason } from '../reason';
import { says } from '../words';

export const CODES_OF_CONTENTS = {
  'bad-options': because(
    'core',
    says(
      "`push.vendors.<vendor>` breaks that vendor's rules; `detail` names the field.",
      '`push.vendors.<vendor>` 违反了该厂商的规则；`detail` 指出字段。',
    ),
    says(
      'Correct the field under `push.vendors` that `detail` names; the fields of each vendor are in docs/vendor-options.md. It is checked when dispatch sends, over Kafka and over HTTP.',
      '请改正 `detail` 指出的 `push.vendors` 下的字段；各厂商的字段见 docs/vendor-options.md。无论来自 Kafka 还是 HTTP，都在 dispatch 发送时检查。',
    ),
  ),
  'bulk-channel-missing': because(
    'operator',
    says(
      "A message of class bulk, and the certificate names no public channel (`bulkChannelId`): in the private one it would break the vendor's rules.",
      'bulk 类消息，而证书没有填写公信通道（`bulkChannelId`）：走私信通道会违反厂商的规则。',
    ),
    says(
      'Enter `bulkChannelId`, a public channel, in the certificate. Is the message no bulk? Then the sender leaves out `class`.',
      '请在证书里填写公信通道 `bulkChannelId`。消息并非群发？那么发送方去掉 `class`。',
    ),
  ),
  'plan-failed': because(
    'us',
    says(
      'Our own code failed on this content; the others of its batch went.',
      '我们自己的代码处理这份内容时失败；同批的其他推送已发出。',
    ),
    says('A bug of ours: please report it.', '这是我们的缺陷：请反馈给我们。'),
  ),
  'token-form': because(
    'client',
    says('Not a token of this vendor.', '不是该厂商的 token。'),
    says(
      "Report the token as the vendor's SDK gave it, under the certificate of that vendor; `detail` says its form.",
      '请原样上报厂商 SDK 给出的 token，并使用该厂商的证书；`detail` 说明其格式。',
    ),
  ),
  'ext-too-long': because(
    'core',
    says(
      "`ext` exceeds the vendor's limit or leaves no room for a text. It is never cut.",
      '`ext` 超出厂商限制，或没有给文字留下空间。它从不被截断。',
    ),
    says(
      'Shorten `push.ext`; keep it below 1 KB and let the app fetch the rest.',
      '请缩短 `push.ext`；控制在 1 KB 以内，其余内容由应用自行拉取。',
    ),
  ),
  'ext-not-json': because(
    'core',
    says(
      'Each key of `ext` becomes a parameter of the click at this vendor.',
      '在该厂商，`ext` 的每个键都会成为点击事件的参数。',
    ),
    says(
      'Make `push.ext` a JSON object with short names, or let the operator set `wholeExt` in the certificate.',
      '请让 `push.ext` 是键名简短的 JSON 对象，或由证书运维在证书里设置 `wholeExt`。',
    ),
  ),
  'private-key-unreadable': because(
    'operator',
    says("The certificate's private key cannot be used to sign.", '证书的私钥无法用于签名。'),
    says(
      'Enter the private key again, whole, as the vendor gave it.',
      '请按厂商给出的内容完整地重新填写私钥。',
    ),
  ),
  'subscription-expired': because(
    'client',
    says(
      'The `expirationTime` in a Web Push subscription has passed.',
      'Web Push 订阅的 `expirationTime` 已过。',
    ),
    says(
      'The page or app subscribes again and reports what it got; it does so at each start.',
      '请让页面或应用重新订阅并上报结果；它每次启动都会这样做。',
    ),
  ),
  'vapid-keys-differ': because(
    'operator',
    says('The two keys of a Web Push certificate are not of one pair.', 'Web Push 证书的两个密钥不是一对。'),
    says(
      'Enter `publicKey` and `privateKey` of one VAPID pair, as they were made together.',
      '请填写同时生成的一对 VAPID 的 `publicKey` 和 `privateKey`。',
    ),
  ),
  'no-public-address': because(
    'platform',
    says(
      'The host that a Web Push subscription names leads to no address of the public internet, so nothing was sent.',
      'Web Push 订阅指向的主机没有公网地址，因此什么都没有发送。',
    ),
    says(
      'A subscription names a host without a public address. Is it a push server of your own inside? Then name its public address, or set `DISPATCH_VENDOR_URLS`.',
      '订阅指向没有公网地址的主机。是内网自建的推送服务器？请给出它的公网地址，或设置 `DISPATCH_VENDOR_URLS`。',
    ),
  ),
  'too-many-push-services': because(
    'platform',
    says(
      'Web Push: 200 services have calls under way, and this is one more.',
      'Web Push：已有 200 个推送服务正在调用，这又是一个。',
    ),
    says(
      'Narrow `hosts` in the certificate: clients name more services than are spoken to at a time.',
      '请收窄证书里的 `hosts`：客户端给出的服务数超过了可同时连接的数量。',
    ),
  ),
  'client-secret-missing': because(
    'operator',
    says('This kind of login needs the secret.', '这种登录方式需要 client secret。'),
    says('Enter the client secret in the certificate.', '请在证书里填写 client secret。'),
  ),
} as const satisfies { readonly [code: string]: Reason };
