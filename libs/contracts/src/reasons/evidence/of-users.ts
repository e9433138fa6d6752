// What checks 1 to 7 found, and what the hops decided.
import { sentence } from '../words';

export const EVIDENCE_OF_USERS = {
  'no-message': sentence('No message was asked about.', '没有指定消息。'),
  'gate-passed': sentence(
    'Presence let the message pass, before {at}.',
    'presence 已放行这条消息，不晚于 {at}。',
  ),
  decided: sentence('{reason}, decided {at}.', '{reason}，判定于 {at}。'),
  'token-found': sentence(
    'Device-bindings found a token for it, before {at}.',
    'device-bindings 已为它找到 token，不晚于 {at}。',
  ),
  'sessions-not-told': sentence(
    'Nothing is known of the sessions of this user.',
    '没有该用户会话的任何信息。',
  ),
  'user-not-known': sentence('{user} is not known to presence.', 'presence 不认识用户 {user}。'),
  'session-seen': sentence('A session was seen at {at}.', '曾在 {at} 见过会话。'),
  'no-story': sentence(
    'No story of such a message is kept in this app: it was not published here, or too long ago.',
    '这个应用里没有保存这样一条消息的轨迹：不是在这里发布的，或时间太久。',
  ),
  'not-recipient': sentence(
    '{user} is not among the recipients of {message}.',
    '{user} 不在消息 {message} 的接收者之中。',
  ),
  'sent-by': sentence('{user} sent it.', '消息由 {user} 发出。'),
  'is-recipient': sentence(
    '{user} is among the recipients of {message}.',
    '{user} 在消息 {message} 的接收者之中。',
  ),
  since: sentence('Since {at}.', '自 {at} 起。'),
  'logged-in-since': sentence('Logged in since {at}.', '自 {at} 起处于登录状态。'),
  'last-seen': sentence('Last seen at {at}.', '最后一次见到是 {at}。'),
  'platform-is': sentence('It is {platform}.', '它是 {platform}。'),
  'link-not-heard': sentence(
    'Nobody can have heard of the link: see the next check.',
    '连接的情况无从得知：见下一个检查项。',
  ),
  'connected-since': sentence('Connected since {at}.', '自 {at} 起在线。'),
  'not-connected-since': sentence('Not connected since {at}.', '自 {at} 起不在线。'),
  'lost-in-silence': sentence(
    'Presence took it for connected. The last sign of life was at {at}, and presence noticed the silence at {noticed}: the message fell between.',
    'presence 当时认为它在线。最后一次心跳在 {at}，presence 于 {noticed} 才发现静默：消息恰好落在其间。',
  ),
  'no-loss': sentence(
    'No link of it is known that was lost without a word since.',
    '此后没有发现它有连接在无声中断开。',
  ),
  'heartbeats-not-told': sentence('Heartbeats are told to presence only.', '心跳只上报给 presence。'),
  'silence-noticed': sentence(
    'Presence has noticed: no sign of life since {at}.',
    'presence 已经发现：自 {at} 起没有心跳。',
  ),
  'stopped-after': sentence(
    'Presence stopped the message for {reason} at {at}: this it asks before.',
    'presence 于 {at} 因 {reason} 拦下了消息：这一项在那之前已经通过。',
  ),
  'stopped-before': sentence(
    'Presence stopped the message for {reason} at {at}, and did not come to this.',
    'presence 于 {at} 因 {reason} 拦下了消息，没有走到这一项。',
  ),
  unread: sentence(
    'It was published, and could not be read: see its dead letter.',
    '它已经发布，但无法读取：见其死信。',
  ),
  newcomer: sentence(
    'Presence did not know this device when it decided on the message.',
    'presence 判定这条消息时还不认识这台设备。',
  ),
  'told-at': sentence('Told at {at}.', '{at} 得知。'),
  'reach-not-told': sentence(
    'Presence has not told how long ago it was seen.',
    'presence 没有说明多久没有见到它。',
  ),
  'counts-as-phone': sentence(
    'Nobody said which platform it is, so it counts as a phone.',
    '没有人上报它是什么平台，按手机处理。',
  ),
  'push-told-later': sentence(
    'Presence tells whether it is pushed when its link is down.',
    '连接断开时，presence 才说明它是否在推送范围内。',
  ),
  'as-now': sentence('As things are now:', '就现在而言：'),
} as const;
