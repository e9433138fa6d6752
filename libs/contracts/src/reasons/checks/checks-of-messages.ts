// Checks 14 to 28: the message, the call, and what the phone did.
import { by, type Check } from '../reason';
import { says } from '../words';

export const CHECKS_OF_MESSAGES = {
  pushes: {
    ...{
      number: 14,
      asks: says(
        'Is it a message that pushes, and was it in time?',
        '这条消息需要推送、并且还在有效期内吗？',
      ),
    },
    fails: by(
      'core',
      says(
        'Look at `push` and `lifetimeSeconds` of the message.',
        '请查看消息的 `push` 和 `lifetimeSeconds`。',
      ),
    ),
    unknown: by('nobody', says('Ask about a message that did not ring.', '请针对一条没有响的消息提问。')),
  },
  duplicate: {
    ...{
      number: 15,
      asks: says('Was the message published once under its id?', '这条消息的 ID 只发布过一次吗？'),
    },
    fails: by(
      'core',
      says(
        'The first content wins. Message ids must be unique within the app.',
        '以先到的内容为准。消息 ID 在应用内必须唯一。',
      ),
    ),
    unknown: by('nobody', says('Ask about a message that did not ring.', '请针对一条没有响的消息提问。')),
  },
  options: {
    ...{
      number: 16,
      asks: says('Do the receiver and the app want to be notified?', '接收者和应用愿意收到通知吗？'),
    },
    fails: by('nobody', says('Nothing: it was muted.', '无需处理：已被设为免打扰。')),
    unknown: by(
      'client',
      says(
        'Does the app mute conversations itself? Then only the IM core knows.',
        '应用是否自己设置会话免打扰？那只有 IM 核心知道。',
      ),
    ),
  },
  ext: {
    ...{ number: 17, asks: says('Is `push.ext` what the vendor takes?', '`push.ext` 是厂商接受的形式吗？') },
    fails: by(
      'core',
      says('Make `push.ext` a JSON object with short names.', '请让 `push.ext` 是键名简短的 JSON 对象。'),
    ),
    unknown: by(
      'nobody',
      says('Nothing: it did not come to a call.', '无需处理：还没有走到调用厂商这一步。'),
    ),
  },
  length: {
    ...{
      number: 18,
      asks: says('Is the message short enough for the vendor?', '消息的长度在厂商的限制之内吗？'),
    },
    fails: by('core', says('Shorten title, text and `push.ext`.', '请缩短标题、正文和 `push.ext`。')),
    unknown: by(
      'nobody',
      says('Nothing: it did not come to a call.', '无需处理：还没有走到调用厂商这一步。'),
    ),
  },
  channel: {
    ...{
      number: 19,
      asks: says('Are channel and category what the vendor asks for?', '通知渠道和分类符合厂商的要求吗？'),
    },
    fails: by(
      'operator',
      says(
        "Compare the channel and category of the certificate with the vendor's console.",
        '请对照厂商后台核对证书的通知渠道和分类。',
      ),
    ),
    unknown: by(
      'nobody',
      says('Nothing: it did not come to a call.', '无需处理：还没有走到调用厂商这一步。'),
    ),
  },
  click: {
    ...{ number: 20, asks: says('Is what a tap opens well-formed?', '点击事件的格式正确吗？') },
    fails: by(
      'core',
      says(
        'An `intent:#Intent;…;end`, or an http or https URL.',
        '应为 `intent:#Intent;…;end`，或 http、https 网址。',
      ),
    ),
    unknown: by('nobody', says('Ask about a message that did not ring.', '请针对一条没有响的消息提问。')),
  },
  attempted: {
    ...{ number: 21, asks: says('Was the vendor called?', '调用过厂商吗？') },
    fails: by('operator', says('See the first check that failed.', '见第一个未通过的检查项。')),
    unknown: by('nobody', says('Ask about a message that did not ring.', '请针对一条没有响的消息提问。')),
  },
  accepted: {
    ...{ number: 22, asks: says('Did the vendor take it?', '厂商接收了吗？') },
    fails: by(
      'operator',
      says(
        "See the vendor's code in `libs/vendors/src/<vendor>/codes.ts`.",
        '见 `libs/vendors/src/<vendor>/codes.ts` 里该厂商的代码。',
      ),
    ),
    unknown: by('operator', says('See the first check that failed.', '见第一个未通过的检查项。')),
  },
  quota: {
    ...{ number: 23, asks: says("Is the vendor's quota left?", '厂商的配额还有剩余吗？') },
    fails: by(
      'operator',
      says(
        "Raise the quota at the vendor, or send messages of class `bulk` less; chats need the vendor's category for chats.",
        '请在厂商处提高配额，或减少 `bulk` 类消息；聊天消息需要使用厂商的聊天类分类。',
      ),
    ),
    unknown: by(
      'nobody',
      says('Nothing: it did not come to a call.', '无需处理：还没有走到调用厂商这一步。'),
    ),
  },
  arrived: {
    ...{ number: 24, asks: says('Did it reach the phone?', '到达手机了吗？') },
    fails: by(
      'client',
      says(
        'Reinstalled? The app reports its new token at its next start.',
        '应用重装过？它会在下次启动时上报新的 token。',
      ),
    ),
    unknown: by(
      'operator',
      says(
        'Enter the receipt address at the vendor (docs/vendors.md). Without receipts nobody can say whether it arrived.',
        '请在厂商后台填写回执地址（docs/vendors.md）。没有回执，谁也说不清是否到达。',
      ),
    ),
  },
  switch: {
    ...{ number: 25, asks: says('Are notifications of the app switched on?', '应用的通知开关打开了吗？') },
    fails: by(
      'client',
      says(
        'Let the app ask its user to switch notifications on, for the app and for the channel.',
        '请让应用引导用户打开应用和通知渠道的通知开关。',
      ),
    ),
    unknown: by(
      'client',
      says(
        'Look at the settings of the phone: some makers begin with off, Android 13 asks.',
        '请查看手机设置：部分厂商默认关闭，Android 13 会询问用户。',
      ),
    ),
  },
  clicked: {
    ...{ number: 26, asks: says('Did the user open it?', '用户点开了吗？') },
    fails: by('nobody', says('Nothing.', '无需处理。')),
    unknown: by('nobody', says('Nothing: nobody has to open it.', '无需处理：没有人必须点开它。')),
  },
  probe: {
    ...{
      number: 27,
      asks: says('Does a test push with this binding work now?', '现在用这个绑定做测试推送能成功吗？'),
    },
    fails: by(
      'operator',
      says(
        'What the vendor answered to the test says what to correct; the message is not the reason.',
        '厂商对测试的应答说明了要改什么；原因不在这条消息。',
      ),
    ),
    unknown: by(
      'operator',
      says(
        '`POST …/certificates/{certificate}/probe` asks the vendor.',
        '`POST …/certificates/{certificate}/probe` 会询问厂商。',
      ),
    ),
  },
  'end-to-end': {
    ...{
      number: 28,
      asks: says('Does a killed app ring within a minute?', '被杀死的应用在一分钟内会响吗？'),
    },
    fails: by(
      'platform',
      says('Look at the times of its story: who had it so long?', '请看消息轨迹里的时间：是谁耽搁了这么久？'),
    ),
    unknown: by(
      'client',
      says(
        'Kill the app, send it a text from another user, and look at the phone for a minute.',
        '请杀死应用，用另一个用户给它发一条文字消息，观察手机一分钟。',
      ),
    ),
  },
} as const satisfies { readonly [id: string]: Check };
