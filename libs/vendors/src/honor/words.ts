// How the form of Honor is labelled, and where its console shows the values.
import { DIGITS_ONLY, look, chosen, CLICK, field, type FormWords, words } from '../shared/form/form-words';

export const formWords: FormWords = {
  name: words(['Honor', '荣耀']),
  console: words([
    'https://developer.honor.com, management centre, push service, the app',
    'https://developer.honor.com，管理中心，推送服务，选择应用',
  ]),
  token: words([
    'The push token that the Honor Push SDK gives (HonorPushClient.getPushToken).',
    '荣耀推送 SDK 返回的 Push Token（HonorPushClient.getPushToken）。',
  ]),
  fields: {
    appId: field(['App ID', 'APP ID'], '应用的 APP ID，只用于推送地址；与 Client ID 不同。'),
    clientId: {
      ...field(
        ['Client ID', 'Client ID'],
        '推送服务页上的 Client ID，不是 App ID。填了别的应用的 Client ID，登录成功但每条推送都被拒绝。',
      ),
      looks: [look('^[0-9a-fA-F]{40,}$', ['This looks like a Client Secret.', '这看起来是 Client Secret。'])],
    },
    clientSecret: {
      ...field(
        ['Client Secret', 'Client Secret'],
        '推送服务页上的 Client Secret，不含空格。不是应用自己页面上的 App Secret。',
      ),
      looks: [DIGITS_ONLY],
    },
    click: CLICK,
    importance: {
      ...field(
        ['Importance', '消息级别'],
        'NORMAL：服务与通讯类，响铃，需要自分类权益。LOW：资讯营销类，静默，每台设备每天两条。',
        ['Push service, self-classification right', '推送服务，自分类权益申请'],
      ),
      isUsual: true,
      choices: { NORMAL: words(['NORMAL: rings', 'NORMAL：响铃']), LOW: words(['LOW: silent', 'LOW：静默']) },
    },
    style: chosen(['Text style', '文本样式'], '0：一行文本。1：展开通知时显示全文。'),
    badgeClass: field(
      ['Launcher activity', '入口 Activity'],
      '入口 Activity，例如 com.example.im.MainActivity。填写后未带角标的推送使角标加一；不填则可能不显示角标数字。',
      ["The app's AndroidManifest.xml", '应用的 AndroidManifest.xml'],
    ),
    testMessages: chosen(
      ['Test messages', '测试消息'],
      'true：按测试消息发送，每个应用每天 1000 条，不计入设备每日上限。',
    ),
  },
};
