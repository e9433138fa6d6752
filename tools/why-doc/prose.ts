// What docs/why-no-push.md says around its tables, in each language. A section without one of them does not compile.
import { type REASONS, says, type Text } from '@offline-push/contracts';

export interface Section {
  readonly heading: Text;
  readonly before?: Text;
  readonly kind?: keyof typeof REASONS;
  /** Head of the first column of its table. */
  readonly column: Text;
  readonly after?: Text;
}

export const TITLES = {
  page: says('Why did this phone not ring?', '这台手机为什么没有响？'),
  means: says('What it means', '含义'),
  asks: says('What it asks', '检查什么'),
  toDo: says('What to do', '怎么办'),
  who: says('Who', '由谁处理'),
} as const;

const [REASON, CODE] = [says('Reason', '原因'), says('Code', '代码')];
const STATE = says('State', '状态');

export const PROSE: { readonly before: Text; readonly sections: readonly Section[] } = {
  before: says(
    `[简体中文](why-no-push.zh-cn.md)

The whole story of a message, with every vendor call, is kept by delivery-log: \`GET /v1/apps/{app}/messages/{id}/story\`, or by any other id: \`POST …/stories:search\`.
\`GET …/messages/{id}/diagnosis\` makes [28 checks](#the-28-checks) for each of its phones and names the first that failed.
[Dead letters](#dead-letters) are at \`GET /v1/dead-letters\` of delivery-log, which also replays them; \`npm run dead-letters\` does it from a shell.
\`GET /v1/reasons\` serves all codes of this page. Texts come in Simplified Chinese with \`Accept-Language: zh-CN\`; codes are always the same.

\`npm run why -- --message m-1\` prints both in these words (\`--user\`, \`--device\` too; on a cluster with \`OFFLINE_PUSH_LOG_URL\` and \`OFFLINE_PUSH_API_KEY\`). Where delivery-log has no answer,
it says so and reads the topics (\`KAFKA_BROKERS\`), as one may by hand:

Follow the message by its id through three topics. Each device of each recipient is in exactly one list, with a reason.

1. \`push.gated.v1\`, \`stopped\`: presence said no. → [At the gate](#at-the-gate)
2. \`push.addressed.v1\`, \`stopped\`: there was no token to send to. → [At addressing](#at-addressing)
3. \`push.outcome.v1\`: dispatch called the vendor, or could not. → [At dispatch](#at-dispatch)

In none of them for a moment? Its link broke just now: presence waits \`PRESENCE_GRACE_SECONDS\` (3) whether the device comes back, then it is in the first list.

In none of them at all? Then the message never became an event we could read: look into \`dead-letter.v1\`. → [Dead letters](#dead-letters)

\`\`\`
kcat -b BROKER -C -t push.gated.v1 -o beginning -e -q | grep '"messageId":"m-1001"'
\`\`\``,
    `[English](why-no-push.md)

每条消息的完整轨迹（包括每一次厂商调用）都由 delivery-log 保存：\`GET /v1/apps/{app}/messages/{id}/story\`；也可用任何其他 ID 查询：\`POST …/stories:search\`。
\`GET …/messages/{id}/diagnosis\` 对消息涉及的每台手机做 [28 项检查](#28-项检查)，并指出第一个未通过的检查项。
[死信](#死信)见 delivery-log 的 \`GET /v1/dead-letters\`，也可以在那里重放；命令行用 \`npm run dead-letters\`。
\`GET /v1/reasons\` 提供本页的全部代码。请求头 \`Accept-Language: zh-CN\` 得到简体中文的文字；代码始终相同。

\`npm run why -- --message m-1\` 用同样的文字打印两者（也可用 \`--user\`、\`--device\`；集群上请设置 \`OFFLINE_PUSH_LOG_URL\` 和 \`OFFLINE_PUSH_API_KEY\`）。delivery-log 没有答案时，
它会说明并改读主题（\`KAFKA_BROKERS\`），也可以手工这样排查：

用消息 ID 依次查三个主题。每个接收者的每台设备都恰好出现在其中一个列表里，并带有原因。

1. \`push.gated.v1\` 的 \`stopped\`：presence 判定不推送。→ [推送判定](#推送判定)
2. \`push.addressed.v1\` 的 \`stopped\`：没有可用的 token。→ [寻址](#寻址)
3. \`push.outcome.v1\`：dispatch 调用了厂商，或无法调用。→ [发送](#发送)

暂时哪里都没有？连接刚刚断开：presence 会等 \`PRESENCE_GRACE_SECONDS\`（3 秒）看设备是否回来，之后它会出现在第一个列表里。

始终哪里都没有？那么这条消息没有成为我们能读的事件：请查看 \`dead-letter.v1\`。→ [死信](#死信)

\`\`\`
kcat -b BROKER -C -t push.gated.v1 -o beginning -e -q | grep '"messageId":"m-1001"'
\`\`\``,
  ),
  sections: [
    { heading: says('At the gate', '推送判定'), kind: 'gate', column: REASON },
    { heading: says('At addressing', '寻址'), kind: 'address', column: REASON },
    {
      heading: says('Refused reports', '被拒绝的上报'),
      before: says(
        `A report of a token that was refused is in \`binding.changed.v1\` (\`refused\`, with one of these causes); over HTTP it is a 409 or 422 of the same name. Until a later one is
taken, the phone is not reached.`,
        `被拒绝的 token 上报见 \`binding.changed.v1\`（\`refused\`，带下列原因之一）；通过 HTTP 上报时是同名的 409 或 422。在之后的上报被接受之前，这台手机收不到推送。`,
      ),
      kind: 'report',
      column: says('Cause', '原因'),
    },
    {
      heading: says('At dispatch', '发送'),
      kind: 'outcome',
      column: STATE,
      after: says(
        `Still no outcome? The target [waits](#what-waits). \`offline_push_lane_state{certificate}\` says whether its lane is \`throttled\`, its \`breaker\` is open, its credential \`refused\` or \`unopened\`,
or its certificate \`not-effective\`. Dispatch logs each such change once (\`throttled\`, \`breaker-opened\`, \`credential-refused\`, \`credential-not-opened\`) with the vendor's words, and its
\`/health/ready\` names refused and unopened lanes. A refused credential is tried again by itself, at the latest each ten minutes; \`certificate.judged.v1\` tells when. The lane is
\`open\`? Then the vendor has something against this phone or this class of messages only, or does not answer: each failed call is a line \`vendor-call-failed\` with its message ids, the
vendor's code and words, and the target is tried again until it expires.`,
        `还没有结果？目标在[等待](#等待中)。\`offline_push_lane_state{certificate}\` 说明其发送队列是否被限流（\`throttled\`）、熔断（\`breaker\`）、凭据被拒绝（\`refused\`）或打不开（\`unopened\`），
或其证书尚未生效（\`not-effective\`）。dispatch 对每次变化记录一行日志（\`throttled\`、\`breaker-opened\`、\`credential-refused\`、\`credential-not-opened\`），附厂商原话；
\`/health/ready\` 列出凭据被拒绝或打不开的发送队列。被拒绝的凭据会自动重试，最迟每十分钟一次，时间见 \`certificate.judged.v1\`。发送队列是 \`open\`？
那么厂商只是不接受这台手机或这类消息，或没有应答：每次失败的调用都有一行 \`vendor-call-failed\`，含消息 ID、厂商的代码和原话；目标会一直重试到过期。`,
      ),
    },
    {
      heading: says('Answers of vendors', '厂商应答'),
      before: says(
        'What the answer to one call means for a target (`verdict` of `push.attempted.v1`).',
        '一次调用的应答对目标意味着什么（`push.attempted.v1` 的 `verdict`）。',
      ),
      kind: 'verdict',
      column: says('Verdict', '结论'),
    },
    {
      heading: says('Codes of our own', '我们自己的代码'),
      before: says(
        `The same for every vendor; all other codes are the vendor's. The options of a vendor are not looked at by presence, neither over Kafka nor over HTTP (a 202 says that the message
was taken, not that each vendor likes it): dispatch checks them, right before it sends.`,
        `对所有厂商都一样；其余代码都是厂商的。无论来自 Kafka 还是 HTTP，presence 都不检查厂商选项（202 表示消息已被接受，不表示每个厂商都会接受）：dispatch 在发送前检查。`,
      ),
      kind: 'code',
      column: CODE,
    },
    {
      heading: says('What waits', '等待中'),
      before: says(
        'Each device of each recipient is in exactly one box of the ledger.',
        '每个接收者的每台设备都恰好在账本的一格里。',
      ),
      kind: 'box',
      column: says('Box', '格'),
    },
    {
      heading: says('Lanes', '发送队列'),
      before: says(
        'Each certificate has a lane of its own (`GET …/lanes` of dispatch).',
        '每个证书有自己的发送队列（dispatch 的 `GET …/lanes`）。',
      ),
      kind: 'lane',
      column: STATE,
    },
    {
      heading: says('What vendors report', '厂商回执'),
      before: says(
        "Some vendors call back about a push that they took (`push.receipted.v1`, docs/vendors.md says which). `code` is the vendor's.",
        '部分厂商会对其接收的推送回执（`push.receipted.v1`，哪些厂商见 docs/vendors.md）。`code` 是厂商的代码。',
      ),
      kind: 'receipt',
      column: says('Event', '事件'),
    },
    {
      heading: says('The 28 checks', '28 项检查'),
      before: says(
        `A diagnosis makes them in this order; the first that fails is the answer. Each has its evidence in a sentence with times. Where nobody told us, it is \`unknown\` and says who can find
out.`,
        '诊断按此顺序进行；第一个未通过的检查项就是答案。每一项都有带时间的证据。没有人告知的项为 `unknown`，并说明谁能查明。',
      ),
      kind: 'check',
      column: says('Check', '检查项'),
    },
    {
      heading: says("What the certificate's answer says", '证书接口的应答'),
      before: says(
        `\`GET /v1/apps/{app}/certificates/{id}\` shows what pushes met (\`health\`), how many bindings name it (\`bindings\`), and when its credential ends (\`expiresAt\`, or \`expiry.says\` why
no end is known).

| \`health.state\` | What it means | What to do |
| --- | --- | --- |
| \`good\` | The vendor took the credential of \`version\`, since \`since\`. | Nothing. |
| \`refused\` | The vendor does not, in its own words (\`code\`, \`says\`). Pushes wait; it is tried again at \`tryAgainAt\`. | Ask the vendor which field is wrong: \`POST …/probe\`. Mended there? A good probe, \`POST …/resume\` or saving it as it is tries at once. Wrong here? Save it anew. |
| \`unopened\` | No key of \`SEAL_KEYS\` opens it. \`/health/ready\` and \`offline_push_sealed_with_key{opens="no"}\` name the key. | Bring the key back, or enter the credential again. |
| \`unknown\` | No push met the version in force yet (\`says\` tells what became of the one before). A good probe does not change that: only a push does. | \`POST …/probe\` says whether the vendor takes it. It stays \`unknown\` until a push met it. |

A new version waits for \`effectiveAt\`; save with \`"effective": "now"\` to use it at once. \`state: "deleted"\`: \`POST …/restore\` brings it back under its id.`,
        `\`GET /v1/apps/{app}/certificates/{id}\` 显示推送遇到的情况（\`health\`）、有多少绑定使用它（\`bindings\`），以及凭据何时到期（\`expiresAt\`；不知道时见 \`expiry.says\`）。

| \`health.state\` | 含义 | 怎么办 |
| --- | --- | --- |
| \`good\` | 厂商自 \`since\` 起接受 \`version\` 的凭据。 | 无需处理。 |
| \`refused\` | 厂商不接受，原话见 \`code\` 和 \`says\`。推送等待；在 \`tryAgainAt\` 重试。 | 请询问厂商哪个字段有误：\`POST …/probe\`。厂商侧已修复？探测成功、\`POST …/resume\` 或原样保存都会立即重试。这边有误？请重新保存。 |
| \`unopened\` | \`SEAL_KEYS\` 里没有密钥能打开它。\`/health/ready\` 和 \`offline_push_sealed_with_key{opens="no"}\` 给出密钥名。 | 请恢复该密钥，或重新填写凭据。 |
| \`unknown\` | 还没有推送用过当前生效的版本（\`says\` 说明上一个版本的情况）。探测成功不会改变它：只有推送会。 | \`POST …/probe\` 说明厂商是否接受。在有推送用过之前它一直是 \`unknown\`。 |

新版本等到 \`effectiveAt\` 生效；带 \`"effective": "now"\` 保存可立即生效。\`state: "deleted"\`：\`POST …/restore\` 以原 ID 恢复。`,
      ),
      column: STATE,
    },
    { heading: says('Dead letters', '死信'), kind: 'dead-letter', column: REASON },
    {
      heading: says('Dead letters that cannot be replayed', '不能重放的死信'),
      kind: 'not-replayable',
      column: REASON,
      after: says(
        `Nothing moves at all? \`GET /health/ready\` of each service, at its operations port (\`OPS_PORT\`), says what it waits for: a topic that is held with the server's own words, a feed and how far it is read, a
partition without a leader, a group without its coordinator. \`offline_push_bus_handler_broken\` is 1 while a topic is held because our own code fails on every
event of it: nothing is lost, and it goes on alone with a release that works.

What was taken but repaired, or came with fields that nobody knows, is counted: \`offline_push_repaired_fields_total\`, \`offline_push_unknown_fields_total\`
(a misspelt \`push.tilte\` is there, and so is a vendor that nobody knows under \`push.vendors\`; \`npm run why\` names both with the message) and \`offline_push_odd_records_total\`, each by topic and name. \`notes\` of the outcome say what was done to a message.`,
        `完全没有动静？每个服务运维端口（\`OPS_PORT\`）的 \`GET /health/ready\` 说明它在等什么：被暂停的主题及服务器的原话、状态流读到了哪里、没有 leader 的分区、没有协调者的消费组。
\`offline_push_bus_handler_broken\` 为 1 表示我们自己的代码处理某个主题的每个事件都失败，该主题被暂停：什么都不会丢，换上正常的版本后自动继续。

被修复后接受的、或带有未知字段的事件都有计数：\`offline_push_repaired_fields_total\`、\`offline_push_unknown_fields_total\`
（例如拼错的 \`push.tilte\`，或 \`push.vendors\` 下未知的厂商；\`npm run why\` 会连同消息一起指出）和 \`offline_push_odd_records_total\`，按主题和名称区分。结果里的 \`notes\` 说明对消息做过什么。`,
      ),
    },
  ],
};
