// The labels of Xiaomi's form, and where its console shows the values.
import {
  DIGITS_ONLY,
  NOT_DIGITS,
  look,
  chosen,
  CLICK,
  field,
  type FormWords,
  PACKAGE,
  words,
} from '../shared/form/form-words';

export const formWords: FormWords = {
  name: words(['Xiaomi', '小米']),
  console: words([
    'https://dev.mi.com, push operation platform, the app, app information',
    'https://dev.mi.com，推送运营平台，选择应用，应用信息',
  ]),
  token: words([
    'The regId that the MiPush SDK gives after registration.',
    '小米推送 SDK 注册成功后返回的 regId。',
  ]),
  fields: {
    packageName: field(
      ['Package name', '应用包名'],
      'AppSecret 所属的 Android 包名，例如 com.example.im。',
      PACKAGE,
    ),
    appId: { ...field(['AppID', 'AppID'], '应用的 AppID，纯数字。'), looks: [NOT_DIGITS] },
    appSecret: {
      ...field(
        ['AppSecret', 'AppSecret'],
        '应用的 AppSecret，不含空格和 “key=”。纯数字的是 AppID 或 AppKey，不是 AppSecret。',
      ),
      looks: [
        DIGITS_ONLY,
        look('^[Kk]ey=', ['Leave out the "key=" of the example.', '去掉示例中的 “key=”。']),
      ],
    },
    click: CLICK,
    channelId: field(
      ['Channel for chats', '聊天消息通道（channel）'],
      '控制台已审核通过的通道 ID，聊天请用私信通道。没有通道的消息会被小米拒绝，或每天只展示一条。',
      ['Push operation platform, channel management', '推送运营平台，通道管理'],
    ),
    template: {
      ...field(
        ['Message template', '消息模板'],
        '私信通道的消息模板及其变量的填充方式。2026-07-01 起新建的应用必须使用，2026-12-31 起所有应用必须使用。',
        ['Push operation platform, message templates', '推送运营平台，消息模板'],
      ),
      isUsual: true,
    },
    bulkChannelId: field(
      ['Channel for bulk', '群发消息通道'],
      '用于 bulk 类消息的公信通道 ID；用私信通道群发违反小米规则。不填：bulk 类消息被拒绝。',
      ['Push operation platform, channel management', '推送运营平台，通道管理'],
    ),
    receiptsOverHttps: chosen(
      ['Receipts over https', '通过 https 接收回执'],
      'true：即使回执地址以 https 开头也交给小米。小米文档只写了 http；不填：仅当 DISPATCH_PUBLIC_URL 以 http:// 开头时才要回执。',
    ),
  },
};
