// Why device-bindings refused the report of a token.
import type { REFUSAL_CAUSES } from '../topics/binding-changed.topic';
import { because, type Reason } from './reason';
import { says } from './words';

export const REPORT = {
  'not-logged-in': because(
    'client',
    says('The session was not logged in when the report came.', '上报到达时会话未登录。'),
    says(
      'Report after the login, in its session. Does the gateway say `logged-in` with the same session id?',
      '请在登录之后、在该会话内上报。网关上报的 `logged-in` 用的是同一个会话 ID 吗？',
    ),
  ),
  'session-ended': because(
    'gateway',
    says('The session of the report had ended.', '上报所属的会话已结束。'),
    says(
      'Each login needs a new session id; the app reports again in the new one.',
      '每次登录都要用新的会话 ID；应用在新会话里重新上报。',
    ),
  ),
  'no-login-in-time': because(
    'gateway',
    says(
      'The report waited for the login of its session, and none came in time.',
      '上报一直等待其会话登录，但没有及时等到。',
    ),
    says(
      'Say `logged-in` with the session id in which the app reports.',
      '请用应用上报时的会话 ID 上报 `logged-in`。',
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
  'certificate-deleted': because(
    'client',
    says('The certificate was deleted.', '证书已删除。'),
    says('Report under the certificate that took its place.', '请用替代它的证书上报。'),
  ),
  'bad-token': because(
    'client',
    says(
      "The token does not have the form of the certificate's vendor.",
      'token 的格式不符合该证书所属的厂商。',
    ),
    says(
      "Report the token whole, as the vendor's SDK gave it, and under a certificate of that vendor.",
      '请完整上报厂商 SDK 给出的 token，并使用同一厂商的证书。',
    ),
  ),
  'older-report': because(
    'nobody',
    says('A later report of this device stands against it.', '该设备已有更晚的上报。'),
    says('Nothing: the later one counts.', '无需处理：以更晚的为准。'),
  ),
} as const satisfies Readonly<Record<(typeof REFUSAL_CAUSES)[number], Reason>>;
