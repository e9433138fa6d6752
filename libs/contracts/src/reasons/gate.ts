// Why presence stopped a push.
import { because, type Reason } from './reason';
import { says } from './words';

export const GATE = {
  'unknown-user': because(
    'gateway',
    says('No session of this user was ever seen.', '从未见过该用户的会话。'),
    says(
      'Does the gateway publish `session.changed.v1` for this app? Are user ids equal byte by byte?',
      '网关是否为这个应用发布了 `session.changed.v1`？两边的用户 ID 是否逐字节相同？',
    ),
  ),
  'never-logged-in': because(
    'gateway',
    says('A connection of this device was seen, but no login.', '见过该设备的连接，但没有登录。'),
    says(
      'The gateway must say `logged-in` once per session, before or after `connected`.',
      '网关必须为每个会话上报一次 `logged-in`，在 `connected` 之前或之后均可。',
    ),
  ),
  'logged-out': because(
    'nobody',
    says('The user logged out on this device.', '用户已在该设备上退出登录。'),
    says(
      'Nothing: no push after logout is the promise. Is the user logged in again? A login with the old session id is refused (`presence.changed.v1`, `refused`): each login needs a new one.',
      '无需处理：退出登录后不再推送，这是承诺。用户又登录了？沿用旧会话 ID 的登录会被拒绝（`presence.changed.v1` 的 `refused`）：每次登录都要用新的会话 ID。',
    ),
  ),
  kicked: because(
    'nobody',
    says('Another login took this device out.', '该设备被另一次登录踢下线。'),
    says(
      'Nothing; the app shows it at its next start. Logged in again? With a new session id, as after a logout.',
      '无需处理；应用会在下次启动时显示消息。又登录了？和退出登录后一样，要用新的会话 ID。',
    ),
  ),
  invalidated: because(
    'nobody',
    says('An administrator ended the login.', '登录被管理员终止。'),
    says(
      'Nothing. Logged in again? With a new session id, as after a logout.',
      '无需处理。又登录了？和退出登录后一样，要用新的会话 ID。',
    ),
  ),
  'out-of-reach': because(
    'platform',
    says('Not seen within the reach window (default 7 days).', '在可推送窗口（默认 7 天）内没有见过该设备。'),
    says('Raise the window if your users sleep longer.', '如果用户经常更久不上线，请调大这个窗口。'),
  ),
  'not-pushable': because(
    'nobody',
    says(
      'The platform is not pushed: by default desktops, browsers and mini programs.',
      '该平台不推送：默认不推送桌面端、浏览器和小程序。',
    ),
    says(
      'Nothing; or presence pushes this platform too: `PRESENCE_PUSHABLE_PLATFORMS`.',
      '无需处理；若要推送这个平台，请写入 `PRESENCE_PUSHABLE_PLATFORMS`。',
    ),
  ),
  online: because(
    'gateway',
    says('The app is connected: the message reaches it directly.', '应用在线：消息直接送达。'),
    says(
      'If the app was killed: did the gateway say `disconnected`? Silence counts after `PRESENCE_SILENCE_SECONDS` (400), a login as connected. Broke the link in the same instant? Publish it again with `evenIfOnline`.',
      '如果应用已被杀死：网关上报 `disconnected` 了吗？静默期（`PRESENCE_SILENCE_SECONDS`，400 秒）过后才算掉线，登录本身算作在线。连接恰好在同一时刻断开？请带 `evenIfOnline` 重新发布这条消息。',
    ),
  ),
  'seen-since': because(
    'nobody',
    says(
      'The device was connected when the message was sent, or has been since: it has the message.',
      '消息发送时或之后该设备曾在线：它已收到消息。',
    ),
    says(
      'Nothing. Was it not acknowledged? Publish it again with `evenIfOnline`.',
      '无需处理。没有收到确认？请带 `evenIfOnline` 重新发布。',
    ),
  ),
  'desktop-online': because(
    'platform',
    says("The app's policy mutes phones while a desktop is online.", '应用的策略：桌面端在线时手机不响。'),
    says('`PRESENCE_MUTE_WHILE_DESKTOP_ONLINE`.', '见 `PRESENCE_MUTE_WHILE_DESKTOP_ONLINE`。'),
  ),
  'own-message': because(
    'nobody',
    says('The recipient sent this message.', '消息是接收者自己发的。'),
    says('Nothing.', '无需处理。'),
  ),
  'push-disabled': because(
    'core',
    says('The sender switched push off for this message.', '发送方关闭了这条消息的离线推送。'),
    says(
      'Leave out `push.enabled`, which is false in the message, if phones are to ring.',
      '如果要让手机响，请去掉消息里的 `push.enabled`（现在是 false）。',
    ),
  ),
  'online-only': because(
    'core',
    says(
      'The message has no lifetime: it is for connected devices only.',
      '消息没有有效期：只发给在线设备。',
    ),
    says(
      'Leave out `lifetimeSeconds`, which is 0 in the message, if phones are to ring.',
      '如果要让手机响，请去掉消息里的 `lifetimeSeconds`（现在是 0）。',
    ),
  ),
  'no-description': because(
    'core',
    says('A custom message without a text cannot be shown.', '自定义消息没有文字，无法展示。'),
    says('Set `push.text`.', '请设置 `push.text`。'),
  ),
  expired: because(
    'platform',
    says("The message's lifetime was over before it was decided on.", '在做出判定之前，消息的有效期已过。'),
    says(
      'Was presence down, or is its lag high (`offline_push_bus_lag_seconds`)? Raise `lifetimeSeconds`. Published after its life had ended, by its `sentAtMs`? Then the sender has to look.',
      'presence 是否停机，或消费延迟过高（`offline_push_bus_lag_seconds`）？请调大 `lifetimeSeconds`。按 `sentAtMs` 看，发布时就已过期？那要由发送方检查。',
    ),
  ),
  'too-old': because(
    'platform',
    says(
      'Read so long after it was sent that a notification would only surprise (default 6 hours).',
      '消息发出太久才被读到（默认 6 小时），这时响铃只会让人意外。',
    ),
    says(
      'Was presence down, or is its lag high? Raise the bound if such a push is still welcome.',
      'presence 是否停机，或消费延迟过高？如果这样的推送仍有意义，请调大上限。',
    ),
  ),
  'before-start': because(
    'nobody',
    says(
      'Sent more than ten minutes before the gate was started for the first time.',
      '消息在推送判定服务首次启动的十分钟之前就已发出。',
    ),
    says('Nothing: an old topic must not ring.', '无需处理：旧主题里的消息不应让手机响。'),
  ),
  'bad-recipient': because(
    'core',
    says('Not a user id: the other recipients ring.', '不是合法的用户 ID：其他接收者照常推送。'),
    says("Fix the sender's list.", '请修正发送方的接收者列表。'),
  ),
} as const satisfies { readonly [code: string]: Reason };
