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
  'reach-window': sentence('The window is {days} days.', '可推送窗口为 {days} 天。'),
  'platform-not-told': sentence('Nobody said which platform it is.', '没有人上报它是什么平台。'),
  'platform-pushed': sentence('{platform} is pushed.', '平台 {platform} 在推送范围内。'),
  'platform-is': sentence('It is {platform}.', '它是 {platform}。'),
  'link-not-heard': sentence(
    'Nobody can have heard of the link: see the next check.',
    '连接的情况无从得知：见下一个检查项。',
  ),
  'connected-since': sentence('Connected since {at}.', '自 {at} 起在线。'),
  'not-connected-since': sentence('Not connected since {at}.', '自 {at} 起不在线。'),
  'lost-in-silence': sentence(
    'Presence took it for connected, and the last sign of life was at {at}: the link was broken by then.',
    'presence 当时认为它在线，而最后一次心跳在 {at}：那时连接已经断开，只是还在静默期内。',
  ),
  'seen-not-told': sentence(
    'Nobody said when the device was last seen.',
    '没有人上报最后一次见到该设备的时间。',
  ),
} as const;
