// Codes of our own for calls without a good answer.
import { because, type Reason } from '../reason';
import { says } from '../words';

export const CODES_OF_CALLS = {
  'no-answer': because(
    'platform',
    says(
      'Of `unconfirmed`: whoever called, or was about to, ended before an answer was written down.',
      '属于 `unconfirmed`：已调用或正要调用的进程在记下应答之前就结束了。',
    ),
    says(
      'Are dispatch, its database and its network well, and not too busy? `/health/ready` and its log say it.',
      'dispatch、它的数据库和网络是否正常，是否过忙？见 `/health/ready` 和日志。',
    ),
  ),
  expired: because(
    'core',
    says('Less life was left than the vendor can count.', '剩余有效期小于厂商能计量的最小值。'),
    says('Raise `lifetimeSeconds`.', '请调大 `lifetimeSeconds`。'),
  ),
  deadline: because(
    'platform',
    says(
      'No answer in time, or the connection broke. So do words of the operating system: `econnrefused`, `enotfound` and the like.',
      '没有及时应答，或连接中断。操作系统的错误码也是如此：`econnrefused`、`enotfound` 等。',
    ),
    says(
      'Can dispatch reach the vendor, and did the vendor have an outage? Its log says `vendor-call-failed` with the words of each call.',
      'dispatch 能否连通厂商？厂商是否有故障？它的日志 `vendor-call-failed` 记录了每次调用的原话。',
    ),
  ),
  'not-begun-in-time': because(
    'platform',
    says(
      'The connection, another login or a step before it took so long that the last look at the phones was too old, three times. Nothing was sent.',
      '建立连接、再次登录或其前面的步骤耗时过长，对手机的最后一次检查连续三次过期。什么都没有发送。',
    ),
    says(
      'Are dispatch, its database and its network well, and not too busy? `/health/ready` and its log say it.',
      'dispatch、它的数据库和网络是否正常，是否过忙？见 `/health/ready` 和日志。',
    ),
  ),
  'client-failed': because(
    'us',
    says(
      'Our own code failed in the call, or gave no verdict for this phone: it may have rung.',
      '我们自己的代码在调用中失败，或没有给出这台手机的结论：它可能响过。',
    ),
    says('A bug of ours: please report it.', '这是我们的缺陷：请反馈给我们。'),
  ),
  'verdict-missing': because(
    'us',
    says(
      'Our own code failed in the call, or gave no verdict for this phone: it may have rung.',
      '我们自己的代码在调用中失败，或没有给出这台手机的结论：它可能响过。',
    ),
    says('A bug of ours: please report it.', '这是我们的缺陷：请反馈给我们。'),
  ),
  'verdict-unreadable': because(
    'us',
    says(
      'Our own code failed in the call, or gave no verdict for this phone: it may have rung.',
      '我们自己的代码在调用中失败，或没有给出这台手机的结论：它可能响过。',
    ),
    says('A bug of ours: please report it.', '这是我们的缺陷：请反馈给我们。'),
  ),
  'access-token-shelf': because(
    'platform',
    says(
      "The database that keeps the vendor's access tokens was away, or another pod asked for one and got none in time. Nothing was sent.",
      '保存厂商访问令牌的数据库不可用，或另一个 Pod 去取令牌但没有及时取到。什么都没有发送。',
    ),
    says('Was the database of dispatch away? Its log says it.', 'dispatch 的数据库是否不可用？见它的日志。'),
  ),
  'unreadable-answer': because(
    'platform',
    says(
      "An answer without words of the vendor, and so is `http-…` with its status. With `login-` in front: of the access token's call.",
      '应答里没有厂商的内容；带状态码的 `http-…` 也是如此。前缀 `login-` 表示获取访问令牌的调用。',
    ),
    says(
      'Can dispatch reach the vendor, and did the vendor have an outage? Its log says `vendor-call-failed` with the words of each call.',
      'dispatch 能否连通厂商？厂商是否有故障？它的日志 `vendor-call-failed` 记录了每次调用的原话。',
    ),
  ),
  'answer-too-long': because(
    'platform',
    says(
      "An answer without words of the vendor, and so is `http-…` with its status. With `login-` in front: of the access token's call.",
      '应答里没有厂商的内容；带状态码的 `http-…` 也是如此。前缀 `login-` 表示获取访问令牌的调用。',
    ),
    says(
      'Can dispatch reach the vendor, and did the vendor have an outage? Its log says `vendor-call-failed` with the words of each call.',
      'dispatch 能否连通厂商？厂商是否有故障？它的日志 `vendor-call-failed` 记录了每次调用的原话。',
    ),
  ),
  'answer-packed': because(
    'platform',
    says(
      "An answer without words of the vendor, and so is `http-…` with its status. With `login-` in front: of the access token's call.",
      '应答里没有厂商的内容；带状态码的 `http-…` 也是如此。前缀 `login-` 表示获取访问令牌的调用。',
    ),
    says(
      'Can dispatch reach the vendor, and did the vendor have an outage? Its log says `vendor-call-failed` with the words of each call.',
      'dispatch 能否连通厂商？厂商是否有故障？它的日志 `vendor-call-failed` 记录了每次调用的原话。',
    ),
  ),
  'connect-timeout': because(
    'platform',
    says(
      'No answer in time, or the connection broke. So do words of the operating system: `econnrefused`, `enotfound` and the like.',
      '没有及时应答，或连接中断。操作系统的错误码也是如此：`econnrefused`、`enotfound` 等。',
    ),
    says(
      'Can dispatch reach the vendor, and did the vendor have an outage? Its log says `vendor-call-failed` with the words of each call.',
      'dispatch 能否连通厂商？厂商是否有故障？它的日志 `vendor-call-failed` 记录了每次调用的原话。',
    ),
  ),
  'ping-timeout': because(
    'platform',
    says(
      'No answer in time, or the connection broke. So do words of the operating system: `econnrefused`, `enotfound` and the like.',
      '没有及时应答，或连接中断。操作系统的错误码也是如此：`econnrefused`、`enotfound` 等。',
    ),
    says(
      'Can dispatch reach the vendor, and did the vendor have an outage? Its log says `vendor-call-failed` with the words of each call.',
      'dispatch 能否连通厂商？厂商是否有故障？它的日志 `vendor-call-failed` 记录了每次调用的原话。',
    ),
  ),
  'stream-reset': because(
    'platform',
    says(
      'No answer in time, or the connection broke. So do words of the operating system: `econnrefused`, `enotfound` and the like.',
      '没有及时应答，或连接中断。操作系统的错误码也是如此：`econnrefused`、`enotfound` 等。',
    ),
    says(
      'Can dispatch reach the vendor, and did the vendor have an outage? Its log says `vendor-call-failed` with the words of each call.',
      'dispatch 能否连通厂商？厂商是否有故障？它的日志 `vendor-call-failed` 记录了每次调用的原话。',
    ),
  ),
} as const satisfies { readonly [code: string]: Reason };
