// The labels of vivo's form, and where its console shows the values.
import {
  DIGITS_ONLY,
  NOT_DIGITS,
  chosen,
  CLICK,
  field,
  type FormWords,
  words,
} from '../shared/form/form-words';

export const formWords: FormWords = {
  name: words(['vivo', 'vivo']),
  console: words([
    'https://dev.vivo.com.cn, push service, the app, app information',
    'https://dev.vivo.com.cn，推送服务，选择应用，应用信息',
  ]),
  token: words([
    'The regId that the vivo push SDK gives (PushClient.getRegId).',
    'vivo 推送 SDK 返回的 regId（PushClient.getRegId）。',
  ]),
  fields: {
    appId: {
      ...field(['AppID', 'AppID'], '应用的 AppID，纯数字；AppKey 和 AppSecret 含字母。'),
      looks: [NOT_DIGITS],
    },
    appKey: {
      ...field(['AppKey', 'AppKey'], '应用的 AppKey，不含空格。纯数字的是 AppID。'),
      looks: [DIGITS_ONLY],
      isPlain: true,
    },
    appSecret: {
      ...field(
        ['AppSecret', 'AppSecret'],
        '应用的 AppSecret，不含空格。与旁边的 AppKey 很像；填反了 vivo 两者都拒绝。纯数字的是 AppID。',
      ),
      looks: [DIGITS_ONLY],
    },
    click: CLICK,
    category: {
      ...chosen(['Category', '二级分类（category）'], '聊天消息的二级分类，例如 IM。不填：IM。'),
      isUsual: true,
    },
    bulkCategory: chosen(['Category for bulk', '群发消息分类'], 'bulk 类消息的二级分类。不填：营销类。'),
    receiptId: field(
      ['Receipt ID', '回执 ID'],
      '控制台在录入应用回执地址约一小时后显示的回执 ID。用于单推和群推。',
      ['Push service, the app, receipt management', '推送服务，选择应用，回执管理'],
    ),
    testMode: chosen(
      ['Test mode', '测试模式'],
      'true：只有控制台登记的测试设备收到推送。用于审核中的应用，切勿用于正式环境。',
    ),
  },
};
