// How the form of FCM is labelled, and where the Firebase console shows the values.
import { look, chosen, CLICK, field, type FormWords, PACKAGE, words } from '../shared/form/form-words';

const unused = (name: string) => field([name, name], '与密钥文件一致，不使用。');

export const formWords: FormWords = {
  name: words(['FCM', '谷歌 FCM']),
  console: words([
    'https://console.firebase.google.com, project settings, service accounts, generate new private key: the fields of that file',
    'https://console.firebase.google.com，项目设置，服务账号，生成新的私钥：该文件中的字段',
  ]),
  token: words([
    'The registration token that FirebaseMessaging.getToken gives, or the installation id where the certificate says so.',
    'FirebaseMessaging.getToken 返回的注册令牌；若证书如此设置，则为 Firebase 安装 ID。',
  ]),
  fields: {
    project_id: {
      ...field(['Project ID', '项目 ID'], '应用所在 Firebase 项目的 ID（或编号），例如 my-chat-1a2b3。'),
      isPlain: true,
    },
    client_email: {
      ...field(
        ['Service account', '服务账号'],
        '服务账号的地址，以 gserviceaccount.com 结尾，不是个人邮箱。',
      ),
      isPlain: true,
    },
    private_key_id: {
      ...field(['Key ID', '密钥 ID'], '同一文件中密钥的 ID，不是密钥本身，也不是 client_id。'),
      isPlain: true,
    },
    private_key: {
      ...field(
        ['Private key', '私钥'],
        '文件中从 BEGIN PRIVATE KEY 行到 END PRIVATE KEY 行的整段 PEM，保留换行（或 \\n）。旧接口的 server key（“AAAA…”）不是私钥，旧接口已于 2024 年关闭。',
      ),
      looks: [
        look('^AAAA', [
          'This is a server key of the old API, which was turned off in 2024.',
          '这是旧接口的 server key，旧接口已于 2024 年关闭。',
        ]),
      ],
    },
    packageName: {
      ...field(['Package name', '应用包名'], 'Android 包名。填写后，FCM 拒绝项目中其他应用的令牌。', PACKAGE),
      isUsual: true,
    },
    click: CLICK,
    channelId: {
      ...chosen(
        ['Notification channel', '通知渠道'],
        '应用已创建的通知渠道 ID。未知的渠道会落到应用的默认渠道。',
      ),
      isUsual: true,
    },
    mode: chosen(
      ['Mode', '消息模式'],
      'notification：由 Android 展示，应用被杀死时也展示。data：标题、正文等作为数据交给应用，由应用自己展示。',
    ),
    priority: chosen(
      ['Priority', '优先级'],
      'high：唤醒休眠的手机。normal：可以等待。不是通知在屏幕上的级别。',
    ),
    type: field(
      ['Kind of file', '文件类型'],
      '必须为 “service_account”。google-services.json 是应用的文件，gcloud 登录属于个人，都不能发送。',
    ),
    client_id: unused('client_id'),
    auth_uri: unused('auth_uri'),
    token_uri: field(['token_uri', 'token_uri'], '与密钥文件一致，不使用：令牌从哪里获取只由本平台决定。'),
    auth_provider_x509_cert_url: unused('auth_provider_x509_cert_url'),
    client_x509_cert_url: unused('client_x509_cert_url'),
    universe_domain: field(['Universe domain', '云域名'], '只有 Google 公有云（googleapis.com）提供 FCM。'),
    analyticsLabel: chosen(['Analytics label', '分析标签'], 'Firebase 控制台统计送达所用的标签。'),
    openUrlAction: field(
      ['Intent action for pages', '打开网页的 intent action'],
      '打开 data.url 的 Activity 的 intent action，例如 com.example.im.OPEN_URL。不填：应用启动后自行处理。',
      ["The app's AndroidManifest.xml", '应用的 AndroidManifest.xml'],
    ),
    target: chosen(['What apps report', '应用上报的内容'], '应用上报注册令牌（默认）还是 Firebase 安装 ID。'),
    apple: chosen(
      ['iPhones too', '也推送 iPhone'],
      'true：项目也通过 FCM 推送 iPhone，消息带有 iPhone 部分。',
    ),
  },
  drops: [
    {
      ending: '.json',
      as: 'json',
      has: ['project_id', 'private_key', 'client_email'],
      fills: {
        project_id: { from: 'key', key: 'project_id' },
        private_key_id: { from: 'key', key: 'private_key_id' },
        private_key: { from: 'key', key: 'private_key' },
        client_email: { from: 'key', key: 'client_email' },
      },
    },
  ],
};
