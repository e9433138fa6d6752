// Why device-bindings stopped a push.
import { because, type Reason } from './reason';
import { says } from './words';

export const ADDRESS = {
  'no-binding': because(
    'client',
    says('This user never reported a token from this device.', '该用户从未在这台设备上报过 token。'),
    says(
      'Does the app report certificate id and token after login? Was the report refused (`binding.changed.v1`, `refused`)?',
      '应用登录后是否上报了证书 ID 和 token？上报是否被拒绝（`binding.changed.v1` 的 `refused`）？',
    ),
  ),
  'push-off': because(
    'nobody',
    says('The client reported that it wants no push.', '客户端上报：不接收推送。'),
    says('Nothing, until it reports a token again.', '无需处理，直到它再次上报 token。'),
  ),
  'not-reported-since-login': because(
    'client',
    says(
      'The earlier session of the device ended by logout, kick or invalidation, and this one has not reported.',
      '该设备的上一个会话因退出、被踢或失效而结束，当前会话还没有上报 token。',
    ),
    says('The app must report after every login.', '应用每次登录后都必须上报。'),
  ),
  'binding-ended': because(
    'nobody',
    says(
      "The session's binding ended: logout, kick or invalidation reached device-bindings first.",
      '会话的绑定已结束：退出、被踢或失效先到达 device-bindings。',
    ),
    says('Nothing: logout, kick or invalidation.', '无需处理：因退出、被踢或失效而结束。'),
  ),
  unbound: because(
    'operator',
    says('The binding was removed through the API.', '绑定已通过 API 解除。'),
    says("Ask the audit of device-bindings' history.", '请查看 device-bindings 的绑定历史。'),
  ),
  'token-moved': because(
    'nobody',
    says('Another user bound this token later.', '另一个用户后来绑定了这个 token。'),
    says('Nothing; the old owner must not ring there.', '无需处理；原来的用户不应再让这台手机响。'),
  ),
  'other-user': because(
    'nobody',
    says('Another user logged in on this device later.', '另一个用户后来在这台设备上登录。'),
    says(
      "Nothing; a new login of the user takes it back. Is it no phone's id but a word that many share? Device ids must be the phone's own. Several accounts on a device: `DEVICE_BINDINGS_ACCOUNTS_PER_DEVICE=many`.",
      '无需处理；该用户重新登录即可收回。设备 ID 是不是许多手机共用的一个词？设备 ID 必须是每台手机自己的。一台设备允许多个账号：`DEVICE_BINDINGS_ACCOUNTS_PER_DEVICE=many`。',
    ),
  ),
  'token-dead': because(
    'client',
    says(
      'The vendor said that the token is dead; the app has not reported a new one.',
      '厂商称 token 已失效；应用还没有上报新的。',
    ),
    says(
      'Reinstalled? The app reports its new token at its next start.',
      '应用重装过？它会在下次启动时上报新的 token。',
    ),
  ),
  'unknown-certificate': because(
    'client',
    says('The certificate id is not known in this app.', '这个应用里没有该证书 ID。'),
    says(
      "Is the id in the app's build the one that certificates gave out?",
      '应用安装包里的 ID 是不是 certificates 给出的那个？',
    ),
  ),
  'certificate-disabled': because(
    'operator',
    says('The certificate is switched off.', '证书已停用。'),
    says('Enable it.', '请启用该证书。'),
  ),
  'certificate-deleted': because(
    'operator',
    says('The certificate was deleted.', '证书已删除。'),
    says(
      'Restore it, or move its bindings to another certificate.',
      '请恢复该证书，或把绑定迁移到另一个证书。',
    ),
  ),
  'certificate-not-effective': because(
    'operator',
    says(
      'The certificate is not in effect yet, and will not be within the lifetime of the message.',
      '证书尚未生效，并且在消息的有效期内也不会生效。',
    ),
    says(
      'It is in force from `effectiveAt` of its newest version; save it with `"effective": "now"` to use it at once. A message that was stopped stays stopped: send it again. One that lives longer is held until then.',
      '它从最新版本的 `effectiveAt` 起生效；保存时带 `"effective": "now"` 可立即使用。已被拦下的消息不会再推送：请重新发送。有效期更长的消息会等到生效为止。',
    ),
  ),
} as const satisfies { readonly [code: string]: Reason };
