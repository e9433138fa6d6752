// How the form of Huawei is labelled, and where its console shows the values.
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
  'AppGallery Connect, the project, Grow, Push Kit, settings, message receipts',
  'AppGallery Connect，项目，增长，推送服务，配置，消息回执',
] as const;

export const formWords: FormWords = {
  name: words(['Huawei', '华为']),
  console: words([
    'https://developer.huawei.com/consumer/en/service/josp/agc/index.html, project settings, general information, the app',
    'https://developer.huawei.com/consumer/cn/service/josp/agc/index.html，项目设置，常规，应用',
  ]),
  token: words([
    'The push token that HmsInstanceId.getToken gives on Android, pushService.getToken on HarmonyOS.',
    'Android 上 HmsInstanceId.getToken、HarmonyOS 上 pushService.getToken 返回的 Push Token。',
  ]),
  fields: {
    platform: {
      ...chosen(
        ['Phones', '手机系统'],
        'android：EMUI 以及 HarmonyOS 4 及以前。harmonyos：HarmonyOS 5 及以后（NEXT）。两种都有的应用需要两个证书。',
      ),
      choices: {
        android: words(['Android (EMUI, HarmonyOS up to 4)', 'Android（EMUI、HarmonyOS 4 及以前）']),
        harmonyos: words(['HarmonyOS 5 and later', 'HarmonyOS 5 及以后']),
      },
    },
    packageName: field(
      ['Package or bundle name', '包名'],
      'Android 应用的包名或 HarmonyOS 应用的 bundle 名称，例如 com.example.im。',
      PACKAGE,
    ),
    appId: { ...field(['App ID', 'App ID'], '应用的 App ID，纯数字。'), looks: [NOT_DIGITS] },
    clientId: {
      ...field(
        ['Client ID of the app', '应用的 Client ID'],
        '应用的 OAuth 2.0 客户端 ID，与 App ID 不同时填写。纯数字；不是项目的 Client ID。',
      ),
      looks: [NOT_DIGITS],
    },
    clientSecret: {
      ...field(
        ['Client secret of the app', '应用的 Client Secret'],
        '应用（不是同一页上的项目）的 Client Secret（App Secret），不含空格。用于 Android。纯数字的是 App ID 或 Client ID。',
      ),
      looks: [DIGITS_ONLY],
      onlyIf: { field: 'platform', is: 'android' },
    },
    projectId: field(
      ['Project ID', '项目 ID'],
      '项目 ID。在 Android 上表示使用 v2 接口（多发送方的 Token）。HarmonyOS 以服务账号文件为准。',
    ),
    serviceAccount: {
      ...field(
        ['Service account file', '服务账号密钥文件'],
        '项目服务账号的 JSON 文件。HarmonyOS 5 及以后只接受它。',
        [
          'Huawei Developer console, API services, credentials, service account key',
          '华为开发者控制台，API 服务，凭证，服务账号密钥',
        ],
      ),
      onlyIf: { field: 'platform', is: 'harmonyos' },
    },
    click: CLICK,
    category: {
      ...field(
        ['Message class', '消息分类（category）'],
        '已获批的消息自分类权益，例如 IM。未获批时华为不拒绝，但按营销消息静默展示。',
        [
          'AppGallery Connect, Push Kit, settings, self-classification',
          'AppGallery Connect，推送服务，配置，自分类权益',
        ],
      ),
      isUsual: true,
    },
    callbackKey: field(['Receipt key', '回执密钥'], '回执配置中的密钥。填写后会校验回执的签名。', RECEIPTS),
    channelId: chosen(
      ['Notification channel', '通知渠道'],
      'Android 应用自己创建的通知渠道 ID，决定声音和展示，不决定分类。',
    ),
    importance: chosen(['Importance', '重要级别'], 'LOW：静默。NORMAL：声音和振动。仅 Android。'),
    badgeClass: field(
      ['Launcher activity', '入口 Activity'],
      'Android 应用的入口 Activity，例如 com.example.im.MainActivity。不填则没有角标。',
      ["The app's AndroidManifest.xml", '应用的 AndroidManifest.xml'],
    ),
    receiptId: field(['Receipt ID', '回执 ID'], '回执配置的 ID。不填：使用应用自己的回执配置。', RECEIPTS),
    callbackUser: field(
      ['Receipt user name', '回执用户名'],
      '回执配置中的用户名，与回执密钥一起使用。',
      RECEIPTS,
    ),
  },
  drops: [
    {
      ending: '.json',
      as: 'json',
      has: ['project_id', 'key_id', 'private_key', 'sub_account'],
      fills: {
        serviceAccount: { from: 'content' },
        projectId: { from: 'key', key: 'project_id' },
        platform: { from: 'word', word: 'harmonyos' },
      },
    },
  ],
};
