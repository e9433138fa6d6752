// The labels of OPPO's form, and where its console shows the values.
import {
  DIGITS_ONLY,
  NOT_DIGITS,
  chosen,
  CLICK,
  field,
  type FormWords,
  words,
} from '../shared/form/form-words';

const CHANNELS = [
  'OPPO push platform, the app, configuration, channels',
  'OPPO 推送平台，选择应用，配置管理，新建通道',
] as const;
const TEMPLATES = [
  'OPPO push platform, the app, message templates',
  'OPPO 推送平台，选择应用，消息模板',
] as const;

export const formWords: FormWords = {
  name: words(['OPPO', 'OPPO']),
  console: words([
    'https://push.oppo.com, the app, configuration, app configuration',
    'https://push.oppo.com，选择应用，配置管理，应用配置',
  ]),
  token: words([
    'The registration ID that the OPPO push SDK gives (HeytapPushManager).',
    'OPPO 推送 SDK（HeytapPushManager）返回的 registrationID。',
  ]),
  fields: {
    appId: {
      ...field(['AppID', 'AppID'], '应用的 AppID，纯数字。填写后，属于其他应用的回执被拒绝。'),
      looks: [NOT_DIGITS],
    },
    appKey: {
      ...field(['AppKey', 'AppKey'], '应用的 AppKey，不含空格。纯数字的是 AppID。'),
      looks: [DIGITS_ONLY],
      isPlain: true,
    },
    masterSecret: {
      ...field(
        ['MasterSecret', 'MasterSecret'],
        '应用的 MasterSecret，不含空格。同一页上的 AppSecret 很像但供客户端使用，填它每次登录都会被拒绝。',
      ),
      looks: [DIGITS_ONLY],
    },
    click: CLICK,
    channelId: {
      ...field(
        ['Channel for chats', '聊天消息通道'],
        '通知通道 ID，须在控制台用同一 ID 登记。未登记的通道，OPPO 全部接受却什么也不展示。',
        CHANNELS,
      ),
      isUsual: true,
    },
    category: {
      ...chosen(['Category', '消息分类（category）'], '聊天消息的分类，例如 IM。不填：IM。'),
      isUsual: true,
    },
    notifyLevel: field(
      ['Reminder level', '提醒等级（notify_level）'],
      '1：仅通知栏。2：通知栏和锁屏，声音和振动。16：还有横幅，需要 OPPO 授权。不填：按分类默认。',
      ['OPPO push platform, applications for rights', 'OPPO 推送平台，权益申请'],
    ),
    template: field(
      ['Message template', '消息模板'],
      '该分类的私信模板及其变量的填充方式。必须使用模板的应用不带模板会被 OPPO 以 54 拒绝。仅限服务类。',
      TEMPLATES,
    ),
    bulkCategory: chosen(['Category for bulk', '群发消息分类'], 'bulk 类消息的分类。不填：营销类。'),
    bulkChannelId: field(
      ['Channel for bulk', '群发消息通道'],
      'bulk 类消息用的已登记通道 ID。不填：用 OPPO 默认通道，绝不用聊天通道。',
      CHANNELS,
    ),
    bulkTemplate: field(
      ['Template for bulk', '群发消息模板'],
      '同上，用于 bulk 类消息且 bulkCategory 为服务类时。',
      TEMPLATES,
    ),
    style: chosen(['Text style', '文本样式'], '1：标准，50 个字符。2：长文本，128 个字符。不填：1。'),
    wholeExt: chosen(
      ['Keep ext whole', 'ext 整体传递'],
      'true：ext 以键 “ext” 整体到达，可为任意文本。不填：ext 须为 JSON 对象，每个键成为单独的参数。',
    ),
  },
};
