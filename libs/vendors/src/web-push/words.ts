// The labels of Web Push's form. There is no console: the operator makes the key pair.
import { chosen, CLICK, field, type FormWords, words } from '../shared/form/form-words';

const MADE = [
  'Made once by "npx web-push generate-vapid-keys", and kept for life',
  '用 “npx web-push generate-vapid-keys” 生成一次，长期保留',
] as const;

export const formWords: FormWords = {
  name: words(['Web Push', '网页推送']),
  console: words([
    'There is none; browsers and the protocol: https://developer.mozilla.org/docs/Web/API/Push_API',
    '没有控制台；浏览器与协议见 https://developer.mozilla.org/docs/Web/API/Push_API',
  ]),
  token: words([
    'JSON.stringify of the PushSubscription (endpoint and keys); of UnifiedPush the endpoint and keys in the same form.',
    'PushSubscription 的 JSON.stringify 结果（endpoint 与 keys）；UnifiedPush 以同样形式上报 endpoint 与 keys。',
  ]),
  fields: {
    publicKey: field(
      ['Public VAPID key', 'VAPID 公钥'],
      '同一密钥对的公钥：以 B 开头的 87 个 base64url 字符。网页订阅时作为 applicationServerKey 使用。',
      MADE,
    ),
    privateKey: field(
      ['Private VAPID key', 'VAPID 私钥'],
      'VAPID 私钥：43 个 base64url 字符。公钥有 87 个字符。更换密钥对会使所有订阅失效。',
      MADE,
    ),
    subject: chosen(
      ['Contact', '联系方式（sub）'],
      '推送服务可联系的地址：mailto: 加邮箱（不含空格和尖括号），或 https 页面。无法送达的地址会被 Apple 拒绝。',
    ),
    click: CLICK,
    icon: chosen(['Icon', '图标'], '通知图标的 https 地址。'),
    hosts: chosen(
      ['Allowed push services', '允许的推送服务'],
      '订阅可以指向的主机，“*.example.com” 表示其下所有主机。不填：公网上的任何主机。',
    ),
  },
  drops: [
    {
      ending: '.json',
      as: 'json',
      has: ['publicKey', 'privateKey'],
      fills: {
        publicKey: { from: 'key', key: 'publicKey' },
        privateKey: { from: 'key', key: 'privateKey' },
      },
    },
  ],
};
