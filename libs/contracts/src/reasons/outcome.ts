// How a target ends, and what a vendor's answer to one call means for it.
import { because, type Reason } from './reason';
import { says, type Text } from './words';

/** Terminal: it never changes again. */
export const OUTCOME = {
  accepted: because(
    'client',
    says('The vendor took it.', '厂商已接收。'),
    says(
      "If the phone stayed silent: notifications switched off, a channel without permission, the vendor's daily quota per device. `vendorMessageId`, where there is one, is the key to the vendor's console.",
      '如果手机没有响：通知已关闭、通知渠道没有权限，或超出厂商对单设备的每日限额。如有 `vendorMessageId`，可凭它在厂商后台查询。',
    ),
  ),
  'token-dead': because(
    'client',
    says('The vendor does not know the token any more.', '厂商不再认识这个 token。'),
    says('The binding ends; the app reports a new token.', '绑定随之结束；应用会上报新的 token。'),
  ),
  refused: because(
    'operator',
    says(
      'The vendor or our own check refused this push for good.',
      '厂商或我们自己的检查最终拒绝了这条推送。',
    ),
    says(
      "A code of our own: what stands below. The vendor's: `npm run why` says what it means and who set the field, and so does `libs/vendors/src/<vendor>/codes.ts`.",
      '如果是我们自己的代码：见下文。如果是厂商的：`npm run why` 会说明含义和字段由谁设置，`libs/vendors/src/<vendor>/codes.ts` 也有。',
    ),
  ),
  expired: because(
    'operator',
    says('Its lifetime ended before the vendor took it.', '在厂商接收之前有效期已过。'),
    says(
      "`code` says what it waited for. One of our own: what stands below. The vendor's, of a refused credential: correct it and save the certificate, or `POST …/resume`. The vendor's, of a limit or an outage: it needed more time than `lifetimeSeconds` gave.",
      '`code` 说明它在等什么。我们自己的代码：见下文。厂商拒绝凭据：请改正后保存证书，或 `POST …/resume`。厂商限流或故障：需要的时间超过了 `lifetimeSeconds`。',
    ),
  ),
  withdrawn: because(
    'nobody',
    says('Its session ended or its token moved while it waited.', '等待期间会话已结束或 token 已易主。'),
    says('Nothing, or what stands below for its code.', '无需处理，或按下文对应代码处理。'),
  ),
  unconfirmed: because(
    'platform',
    says(
      'The vendor was called, never answered, and the lifetime is over: it may have rung.',
      '已调用厂商但一直没有应答，有效期已过：手机可能响过。',
    ),
    says(
      'Was the vendor down? `inDoubt` counts possible second rings.',
      '厂商是否宕机？`inDoubt` 是可能重复响铃的次数。',
    ),
  ),
} as const satisfies { readonly [state: string]: Reason };

export const VERDICTS = {
  accepted: says('The vendor took it.', '厂商已接收。'),
  'token-dead': says('The vendor does not know the token any more.', '厂商不再认识这个 token。'),
  refused: says('The vendor refused this push for good.', '厂商最终拒绝了这条推送。'),
  throttled: says('The vendor takes no more for the moment.', '厂商暂时限流。'),
  unavailable: says('The vendor did not answer, or not as it should.', '厂商没有应答，或应答不正常。'),
  'credential-broken': says(
    'The vendor does not take the credential of the certificate.',
    '厂商不接受该证书的凭据。',
  ),
  'callback-refused': says(
    'The vendor does not take our address for receipts: the push goes again without it.',
    '厂商不接受我们的回执地址：推送会不带该地址再发一次。',
  ),
} as const satisfies { readonly [kind: string]: Text };
