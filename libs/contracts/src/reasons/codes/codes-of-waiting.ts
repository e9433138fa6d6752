// Codes of our own for targets that ended while they waited.
import { because, type Reason } from '../reason';
import { says } from '../words';

export const CODES_OF_WAITING = {
  'logged-out': because(
    'nobody',
    says(
      'Of `withdrawn`: the session ended, or a newer one of its device.',
      '属于 `withdrawn`：会话已结束，或该设备有了更新的会话。',
    ),
    says(
      'Nothing: the end of a login is final, and nothing may ring after it.',
      '无需处理：登录的结束不可逆，之后不应再有任何响铃。',
    ),
  ),
  kicked: because(
    'nobody',
    says(
      'Of `withdrawn`: the session ended, or a newer one of its device.',
      '属于 `withdrawn`：会话已结束，或该设备有了更新的会话。',
    ),
    says(
      'Nothing: the end of a login is final, and nothing may ring after it.',
      '无需处理：登录的结束不可逆，之后不应再有任何响铃。',
    ),
  ),
  invalidated: because(
    'nobody',
    says(
      'Of `withdrawn`: the session ended, or a newer one of its device.',
      '属于 `withdrawn`：会话已结束，或该设备有了更新的会话。',
    ),
    says(
      'Nothing: the end of a login is final, and nothing may ring after it.',
      '无需处理：登录的结束不可逆，之后不应再有任何响铃。',
    ),
  ),
  superseded: because(
    'nobody',
    says(
      "Of `withdrawn`: a newer session, another user or the client's own wish took the push away.",
      '属于 `withdrawn`：更新的会话、另一个用户或客户端自己的意愿取走了推送。',
    ),
    says(
      'Nothing: the phone is reached for whoever has it now, or not at all, as it wishes.',
      '无需处理：手机归现在的持有者，或按其意愿不再推送。',
    ),
  ),
  'other-user': because(
    'nobody',
    says(
      "Of `withdrawn`: a newer session, another user or the client's own wish took the push away.",
      '属于 `withdrawn`：更新的会话、另一个用户或客户端自己的意愿取走了推送。',
    ),
    says(
      'Nothing: the phone is reached for whoever has it now, or not at all, as it wishes.',
      '无需处理：手机归现在的持有者，或按其意愿不再推送。',
    ),
  ),
  'push-off': because(
    'nobody',
    says(
      "Of `withdrawn`: a newer session, another user or the client's own wish took the push away.",
      '属于 `withdrawn`：更新的会话、另一个用户或客户端自己的意愿取走了推送。',
    ),
    says(
      'Nothing: the phone is reached for whoever has it now, or not at all, as it wishes.',
      '无需处理：手机归现在的持有者，或按其意愿不再推送。',
    ),
  ),
  moved: because(
    'nobody',
    says(
      "Of `withdrawn`: the token's binding ended; `replaced`: the phone changed it more often than we follow.",
      '属于 `withdrawn`：token 的绑定已结束；`replaced`：手机更换 token 的次数超出了我们的跟踪范围。',
    ),
    says(
      'Nothing: the phone is reached for whoever has it now, or not at all, as it wishes.',
      '无需处理：手机归现在的持有者，或按其意愿不再推送。',
    ),
  ),
  unbound: because(
    'nobody',
    says(
      "Of `withdrawn`: the token's binding ended; `replaced`: the phone changed it more often than we follow.",
      '属于 `withdrawn`：token 的绑定已结束；`replaced`：手机更换 token 的次数超出了我们的跟踪范围。',
    ),
    says(
      'Nothing: the phone is reached for whoever has it now, or not at all, as it wishes.',
      '无需处理：手机归现在的持有者，或按其意愿不再推送。',
    ),
  ),
  replaced: because(
    'nobody',
    says(
      "Of `withdrawn`: the token's binding ended; `replaced`: the phone changed it more often than we follow.",
      '属于 `withdrawn`：token 的绑定已结束；`replaced`：手机更换 token 的次数超出了我们的跟踪范围。',
    ),
    says(
      'Nothing: the phone is reached for whoever has it now, or not at all, as it wishes.',
      '无需处理：手机归现在的持有者，或按其意愿不再推送。',
    ),
  ),
  'token-dead': because(
    'client',
    says(
      'Of `withdrawn`: the vendor called the token dead within the last hour, so it was not called again.',
      '属于 `withdrawn`：厂商在最近一小时内称 token 已失效，因此没有再次调用。',
    ),
    says(
      'Reinstalled? The app reports its new token at its next start.',
      '应用重装过？它会在下次启动时上报新的 token。',
    ),
  ),
  'certificate-not-effective': because(
    'operator',
    says(
      'Of `expired`: its certificate was not in force when its lifetime ended.',
      '属于 `expired`：有效期结束时证书尚未生效。',
    ),
    says(
      'Save the certificate with `"effective": "now"` if it should not wait for its time.',
      '如果不想等到生效时间，请带 `"effective": "now"` 保存证书。',
    ),
  ),
  'certificate-disabled': because(
    'operator',
    says(
      'Of `expired`: its certificate was switched off when its lifetime ended.',
      '属于 `expired`：有效期结束时证书处于停用状态。',
    ),
    says(
      'Enable the certificate, and send the message again if it still matters.',
      '请启用证书；如果消息仍有意义，请重新发送。',
    ),
  ),
  'certificate-deleted': because(
    'operator',
    says(
      'Of `expired`: its certificate was deleted when its lifetime ended.',
      '属于 `expired`：有效期结束时证书已被删除。',
    ),
    says(
      'Restore it, or move its bindings to another certificate.',
      '请恢复该证书，或把绑定迁移到另一个证书。',
    ),
  ),
  'unknown-certificate': because(
    'platform',
    says(
      'Of `expired`: dispatch never read the certificate from `certificate.changed.v1`.',
      '属于 `expired`：dispatch 从未在 `certificate.changed.v1` 里读到该证书。',
    ),
    says(
      'Does certificates publish, and does dispatch read `certificate.changed.v1`? `POST …/certificates:republish` tells all again.',
      'certificates 在发布吗？dispatch 在读 `certificate.changed.v1` 吗？`POST …/certificates:republish` 会重新发布全部证书。',
    ),
  ),
  'lane-paused': because(
    'operator',
    says(
      'Of `expired`: somebody had paused the lane of the certificate.',
      '属于 `expired`：有人暂停了该证书的发送队列。',
    ),
    says(
      'Somebody paused the lane of the certificate. `POST …/lanes/{certificate}/resume` lets it go on; `GET …/lanes` says who paused it and why.',
      '有人暂停了该证书的发送队列。`POST …/lanes/{certificate}/resume` 让它继续；`GET …/lanes` 说明是谁、为什么暂停。',
    ),
  ),
  unopened: because(
    'platform',
    says(
      'Of `expired`: no key of `SEAL_KEYS` opens the credential; `detail` names the key.',
      '属于 `expired`：`SEAL_KEYS` 里没有密钥能打开凭据；`detail` 给出密钥名。',
    ),
    says(
      'Give certificates and dispatch the key that `detail` names (`SEAL_KEYS`), or let the operator enter the credential again.',
      '请给 certificates 和 dispatch 配上 `detail` 指出的密钥（`SEAL_KEYS`），或由证书运维重新填写凭据。',
    ),
  ),
  'credential-refused': because(
    'operator',
    says(
      'Of `expired`: a probe, not a push, found that the vendor refuses the credential.',
      '属于 `expired`：一次探测（不是推送）发现厂商拒绝该凭据。',
    ),
    says(
      'Correct the credential and save the certificate, or `POST …/resume` once the vendor has mended it.',
      '请改正凭据并保存证书；如果是厂商已修复，则 `POST …/resume`。',
    ),
  ),
  'too-late': because(
    'platform',
    says('Of `expired`: its turn did not come.', '属于 `expired`：没有轮到它发送。'),
    says(
      'Was dispatch down, or does more wait than the vendor takes? Raise `lifetimeSeconds`.',
      'dispatch 是否停机？排队的是否超过厂商的处理能力？请调大 `lifetimeSeconds`。',
    ),
  ),
} as const satisfies { readonly [code: string]: Reason };
