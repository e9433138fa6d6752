// What a vendor reported of a push that it had taken.
import type { PushReceipted } from '../topics/push-receipted.topic';
import { because, type Reason } from './reason';
import { says } from './words';

export const RECEIPT = {
  arrived: because(
    'nobody',
    says('It reached the phone.', '已到达手机。'),
    says(
      'Nothing. Not seen? The phone may show it in silence, in a channel of low importance.',
      '无需处理。没看到？手机可能把它静默展示在低重要性的通知渠道里。',
    ),
  ),
  clicked: because('nobody', says('The user opened it.', '用户点开了它。'), says('Nothing.', '无需处理。')),
  removed: because(
    'nobody',
    says('The user wiped it away.', '用户把它划掉了。'),
    says('Nothing.', '无需处理。'),
  ),
  blocked: because(
    'client',
    says(
      'It did not show: the user has switched off notifications for the app.',
      '没有展示：用户关闭了该应用的通知。',
    ),
    says(
      'Let the app ask its user to switch notifications on, in the settings of the phone for the app and for the channel.',
      '请让应用引导用户在手机设置里打开应用和通知渠道的通知开关。',
    ),
  ),
  'token-dead': because(
    'client',
    says(
      'It did not show: the app is gone from the phone, or it has another token by now.',
      '没有展示：应用已从手机上卸载，或 token 已更换。',
    ),
    says(
      'Reinstalled? The app reports its new token at its next start.',
      '应用重装过？它会在下次启动时上报新的 token。',
    ),
  ),
} as const satisfies Readonly<Record<PushReceipted['event'], Reason>>;
