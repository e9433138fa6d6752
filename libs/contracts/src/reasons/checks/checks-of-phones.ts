// Checks 1 to 13: is there a phone to push, an address, and a certificate?
import { by, type Check } from '../reason';
import { says } from '../words';

export const CHECKS_OF_PHONES = {
  account: {
    ...{ number: 1, asks: says('Is the user known?', '系统认识这个用户吗？') },
    fails: by(
      'gateway',
      says('Are user ids equal byte by byte, in both systems?', '两个系统里的用户 ID 是否逐字节相同？'),
    ),
    unknown: by(
      'platform',
      says(
        'Ask presence: `GET …/users/{user}/presence`.',
        '请查询 presence：`GET …/users/{user}/presence`。',
      ),
    ),
  },
  recipient: {
    ...{
      number: 2,
      asks: says(
        'Was the message for this user, and from somebody else?',
        '消息是发给该用户、且由别人发出的吗？',
      ),
    },
    fails: by(
      'core',
      says('Look at `recipients` and `sender` of the message.', '请查看消息的 `recipients` 和 `sender`。'),
    ),
    unknown: by('nobody', says('Ask about a message that did not ring.', '请针对一条没有响的消息提问。')),
  },
  login: {
    ...{ number: 3, asks: says('Is the user logged in on this device?', '用户在这台设备上处于登录状态吗？') },
    fails: by(
      'client',
      says('Log in again; each login has a new session id.', '请重新登录；每次登录都要用新的会话 ID。'),
    ),
    unknown: by(
      'platform',
      says(
        'Ask presence: `GET …/users/{user}/presence`.',
        '请查询 presence：`GET …/users/{user}/presence`。',
      ),
    ),
  },
  reach: {
    ...{ number: 4, asks: says('Was the device seen lately?', '最近见过这台设备吗？') },
    fails: by(
      'platform',
      says(
        'Raise `PRESENCE_REACH_DAYS` if your users sleep longer.',
        '如果用户经常更久不上线，请调大 `PRESENCE_REACH_DAYS`。',
      ),
    ),
    unknown: by(
      'platform',
      says(
        'Ask presence: `GET …/users/{user}/presence`.',
        '请查询 presence：`GET …/users/{user}/presence`。',
      ),
    ),
  },
  platform: {
    ...{ number: 5, asks: says('Is the platform of the device pushed?', '这台设备的平台在推送范围内吗？') },
    fails: by(
      'platform',
      says(
        'Name it in `PRESENCE_PUSHABLE_PLATFORMS`, if it is to be pushed.',
        '如果要推送，请写入 `PRESENCE_PUSHABLE_PLATFORMS`。',
      ),
    ),
    unknown: by(
      'gateway',
      says('Say `platform` in `session.changed.v1`.', '请在 `session.changed.v1` 里给出 `platform`。'),
    ),
  },
  link: {
    ...{
      number: 6,
      asks: says('Was the app offline, so that a push was needed?', '应用当时离线、需要推送吗？'),
    },
    fails: by(
      'nobody',
      says('Nothing: the message reaches a connected app directly.', '无需处理：消息会直接到达在线的应用。'),
    ),
    unknown: by(
      'platform',
      says(
        'Ask presence: `GET …/users/{user}/presence`.',
        '请查询 presence：`GET …/users/{user}/presence`。',
      ),
    ),
  },
  'silent-loss': {
    ...{
      number: 7,
      asks: says(
        'Did the link live when presence took it for alive?',
        'presence 认为连接存活时，它真的存活吗？',
      ),
    },
    fails: by(
      'gateway',
      says(
        'Say `disconnected` as soon as a link breaks, repeat `connected` each two minutes, and publish what was not acknowledged again with `evenIfOnline`.',
        '请在连接断开时立即上报 `disconnected`，每两分钟重复上报 `connected`，未被确认的消息带 `evenIfOnline` 重新发布。',
      ),
    ),
    unknown: by(
      'platform',
      says('Ask presence when the device was last seen.', '请向 presence 查询最后一次见到该设备的时间。'),
    ),
  },
  binding: {
    ...{ number: 8, asks: says('Is there a token for this device?', '这台设备有 token 吗？') },
    fails: by(
      'client',
      says('Report certificate id and token after each login.', '每次登录后都要上报证书 ID 和 token。'),
    ),
    unknown: by(
      'platform',
      says(
        'Ask device-bindings: `GET …/users/{user}/bindings`.',
        '请查询 device-bindings：`GET …/users/{user}/bindings`。',
      ),
    ),
  },
  'reported-since-login': {
    ...{
      number: 9,
      asks: says('Did the app report its token after the login?', '应用在登录之后上报过 token 吗？'),
    },
    fails: by(
      'client',
      says('Report certificate id and token after each login.', '每次登录后都要上报证书 ID 和 token。'),
    ),
    unknown: by(
      'platform',
      says(
        'Ask device-bindings: `GET …/users/{user}/bindings`.',
        '请查询 device-bindings：`GET …/users/{user}/bindings`。',
      ),
    ),
  },
  certificate: {
    ...{
      number: 10,
      asks: says(
        'Does the certificate exist, and is it of the vendor of this device?',
        '证书存在吗？它属于这台设备的厂商吗？',
      ),
    },
    fails: by(
      'client',
      says(
        "Report the token of a vendor under a certificate of that vendor; its id is in the app's build.",
        '请用该厂商的证书上报该厂商的 token；证书 ID 在应用的安装包里。',
      ),
    ),
    unknown: by(
      'operator',
      says(
        'Look at `GET …/certificates/{certificate}`, and probe it.',
        '请查看 `GET …/certificates/{certificate}`，并探测该证书。',
      ),
    ),
  },
  effective: {
    ...{ number: 11, asks: says('Was the certificate in force?', '证书当时已生效吗？') },
    fails: by(
      'operator',
      says(
        'Save the certificate with `"effective": "now"` if it should not wait for its time.',
        '如果不想等到生效时间，请带 `"effective": "now"` 保存证书。',
      ),
    ),
    unknown: by(
      'operator',
      says(
        'Look at `GET …/certificates/{certificate}`, and probe it.',
        '请查看 `GET …/certificates/{certificate}`，并探测该证书。',
      ),
    ),
  },
  credential: {
    ...{
      number: 12,
      asks: says('Is the credential of the certificate complete and good?', '证书的凭据完整且有效吗？'),
    },
    fails: by(
      'operator',
      says(
        'Correct the credential and save the certificate; do not make a new one.',
        '请改正凭据并保存证书；不要新建证书。',
      ),
    ),
    unknown: by(
      'operator',
      says(
        'Look at `GET …/certificates/{certificate}`, and probe it.',
        '请查看 `GET …/certificates/{certificate}`，并探测该证书。',
      ),
    ),
  },
  environment: {
    ...{
      number: 13,
      asks: says(
        'Are token and certificate of one environment and app?',
        'token 和证书属于同一环境和同一应用吗？',
      ),
    },
    fails: by(
      'operator',
      says(
        'Compare environment, bundle id or project of the certificate with the build on the phone: tokens of a development build need a certificate for development.',
        '请核对证书的环境、bundle id 或项目与手机上的安装包：开发版的 token 需要开发环境的证书。',
      ),
    ),
    unknown: by(
      'operator',
      says(
        'Look at `GET …/certificates/{certificate}`, and probe it.',
        '请查看 `GET …/certificates/{certificate}`，并探测该证书。',
      ),
    ),
  },
} as const satisfies { readonly [id: string]: Check };
