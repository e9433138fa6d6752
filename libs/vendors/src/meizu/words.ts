// The labels of Meizu's form, and where its console shows the values.
import {
  DIGITS_ONLY,
  NOT_DIGITS,
  chosen,
  CLICK,
  field,
  type FormWords,
  PACKAGE,
  words,
} from '../shared/form/form-words';

const RECEIPTS = [
  'push.meizu.com, the app, receipt management',
  'push.meizu.com，选择应用，回执管理',
] as const;

export const formWords: FormWords = {
  name: words(['Meizu', '魅族']),
  console: words([
    'https://push.meizu.com, the app, configuration, app configuration',
    'https://push.meizu.com，选择应用，配置管理，应用配置',
  ]),
  token: words([
    'The pushId that the Flyme push SDK gives (PushManager.getPushId).',
    '魅族推送 SDK 返回的 pushId（PushManager.getPushId）。',
  ]),
  fields: {
    packageName: field(['Package name', '应用包名'], '应用的 Android 包名，例如 com.example.im。', PACKAGE),
    appId: {
      ...field(['AppID', 'AppID'], '应用在 push.meizu.com 的 AppID，纯数字；旧平台的 ID 在那里无效。'),
      looks: [NOT_DIGITS],
    },
    appSecret: {
      ...field(
        ['AppSecret', 'AppSecret'],
        '应用的 AppSecret，不含空格。不是旁边供客户端使用的 AppKey；纯数字的是 AppID。',
      ),
      looks: [DIGITS_ONLY],
    },
    click: CLICK,
    noticeMsgType: {
      ...chosen(
        ['Public or private', '公信或私信'],
        '0 公信：每台设备每天三条（资讯类五条）。1 私信：聊天与订单，不限量，不得用于营销。',
      ),
      isUsual: true,
      choices: { 0: words(['0: public', '0：公信']), 1: words(['1: private', '1：私信']) },
    },
    receiptToken: field(
      ['Receipt token', '回执令牌'],
      '回执管理中的访问令牌。只有带它的回执才可信；不填则不接受任何回执。',
      RECEIPTS,
    ),
    noticeBarType: chosen(['Look', '通知栏样式'], '0：Flyme 样式。2：Android 原生样式。'),
    style: chosen(['Text style', '文本样式'], '0：一行文本。1：超过 100 个字符的文本在展开通知时完整显示。'),
    isOneOfSeveralPackages: chosen(
      ['One of several packages', '多包名应用之一'],
      'true：此 AppID 下有多个包名，只有这一个收到推送。',
    ),
    receipts: field(
      ['Ask for receipts', '要求回执'],
      'true：要求回执。须先在回执管理中录入本证书的回执地址。',
      RECEIPTS,
    ),
    region: {
      ...chosen(['Region', '区域'], '应用注册在哪个区域的服务。不填：中国大陆。'),
      choices: { mainland: words(['mainland China', '中国大陆']), overseas: words(['overseas', '海外']) },
    },
  },
};
