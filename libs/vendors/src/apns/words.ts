// How the form of APNs is labelled, and where Apple shows the values.
import { look, chosen, CLICK, field, type FormWords, words } from '../shared/form/form-words';

const KEYS = [
  'https://developer.apple.com/account, Certificates, Identifiers & Profiles, Keys',
  'https://developer.apple.com/account，证书、标识符和描述文件（Certificates, Identifiers & Profiles），密钥（Keys）',
] as const;
const KEYCHAIN = [
  'Keychain Access on the Mac that asked for the certificate: export certificate and key as .p12, then base64',
  '申请证书的 Mac 上的“钥匙串访问”：将证书和私钥导出为 .p12，再转为 base64',
] as const;

export const formWords: FormWords = {
  name: words(['APNs', '苹果 APNs']),
  console: words(KEYS),
  token: words([
    'The device token in hexadecimal; for calls a dot and the PushKit token behind it.',
    '十六进制的 device token；需要来电推送时，后接一个点和 PushKit token。',
  ]),
  fields: {
    type: {
      ...chosen(
        ['Kind', '类型'],
        'p8：密钥（推荐），一个密钥用于团队的所有应用且不过期。p12：证书，仅一个应用，每年更换。',
      ),
      choices: {
        p8: words(['Key (.p8), recommended', '密钥（.p8），推荐']),
        p12: words(['Certificate (.p12)', '证书（.p12）']),
      },
    },
    keyId: {
      ...field(
        ['Key ID', 'Key ID'],
        '密钥的 Key ID：十个大写字母和数字，即 AuthKey_<Key ID>.p8 中的部分。不是 Team ID。',
        KEYS,
      ),
      isPlain: true,
      onlyIf: { field: 'type', is: 'p8' },
    },
    teamId: {
      ...field(['Team ID', 'Team ID'], '开发者账号的 Team ID：十个大写字母和数字。不是 Key ID。', [
        'https://developer.apple.com/account, Membership details',
        'https://developer.apple.com/account，会员资格详细信息',
      ]),
      isPlain: true,
      onlyIf: { field: 'type', is: 'p8' },
    },
    privateKey: {
      ...field(
        ['Key (.p8)', '密钥（.p8）'],
        '.p8 文件的全部文本，从 BEGIN PRIVATE KEY 行到 END PRIVATE KEY 行，保留换行（或 \\n）。须为 Apple Push Notifications service 的密钥；证书（.p12、.cer）不是密钥。',
        KEYS,
      ),
      onlyIf: { field: 'type', is: 'p8' },
    },
    p12: {
      ...field(
        ['Certificate (.p12)', '证书（.p12）'],
        'base64 编码的 .p12 文件，含证书和私钥。.cer 文件只有证书，不能使用。',
        KEYCHAIN,
      ),
      onlyIf: { field: 'type', is: 'p12' },
    },
    password: {
      ...field(['Password of the .p12', '.p12 密码'], '.p12 文件的密码。导出时未设密码则为空。', KEYCHAIN),
      onlyIf: { field: 'type', is: 'p12' },
    },
    bundleId: {
      ...field(
        ['Bundle ID', 'Bundle ID'],
        '应用的 Bundle ID，例如 com.example.im，不含 “.voip” 等后缀，区分大小写。',
        [
          'https://developer.apple.com/account, Certificates, Identifiers & Profiles, Identifiers',
          'https://developer.apple.com/account，证书、标识符和描述文件（Certificates, Identifiers & Profiles），标识符（Identifiers）',
        ],
      ),
      looks: [
        look('[.](?:voip|complication|pushkit[.].*|push-type[.].*)$', [
          'Leave out the ending: the platform adds it itself.',
          '去掉后缀，平台会自行添加。',
        ]),
      ],
    },
    environment: {
      ...chosen(
        ['Environment', '环境'],
        'production：App Store 和 TestFlight 版本。development：由 Xcode 启动的版本。两者的 token 互不通用。',
      ),
      choices: {
        production: words(['production', '生产（production）']),
        development: words(['development', '开发（development）']),
      },
    },
    click: CLICK,
    sound: chosen(
      ['Sound', '声音'],
      '应用内的声音文件名及后缀（最长 30 秒），“default” 为系统声音，“none” 为无声。',
    ),
    mutableContent: chosen(
      ['Service extension', '通知服务扩展'],
      'true：展示前运行应用的通知服务扩展（图片、回执）。',
    ),
    category: chosen(['Buttons', '按钮类别（category）'], '应用已注册的按钮类别。'),
    interruptionLevel: chosen(
      ['Interruption level', '打扰级别'],
      'passive、active、time-sensitive 或 critical。后两者需要应用具备相应权限，否则按 active 处理。',
    ),
  },
  drops: [
    {
      ending: '.p8',
      as: 'text',
      fills: {
        type: { from: 'word', word: 'p8' },
        privateKey: { from: 'content' },
        keyId: { from: 'file-name', pattern: '^AuthKey_([A-Z0-9]{10})' },
      },
    },
    {
      ending: '.p12',
      as: 'base64',
      fills: { type: { from: 'word', word: 'p12' }, p12: { from: 'content' } },
    },
  ],
};
