// What checks 21 to 28 found, and what the calls point to: the call and the phone.
import { sentence } from '../words';

export const EVIDENCE_OF_CALLS = {
  ended: sentence('{kind} at {at}.', '{kind}，时间 {at}。'),
  'ended-with': sentence('{kind} at {at}: {words}.', '{kind}，时间 {at}：{words}。'),
  'vendor-means': sentence('{vendor} means by {code}: {means}.', '{vendor} 的代码 {code} 表示：{means}。'),
  'taken-at': sentence('The vendor took it at {at}.', '厂商已于 {at} 接收。'),
  'taken-by': sentence('{vendor} took it at {at}.', '{vendor} 已于 {at} 接收。'),
  'taken-as': sentence('{vendor} took it at {at} as {id}.', '{vendor} 已于 {at} 接收，编号 {id}。'),
  'not-taken': sentence('The vendor has not taken it.', '厂商尚未接收。'),
  'called-times': sentence('The vendor was called {count} time(s).', '已调用厂商 {count} 次。'),
  waits: sentence('It waits for its lane.', '它在等待发送队列。'),
  'never-called': sentence('The vendor was never called for it.', '从未为它调用过厂商。'),
  'lane-is': sentence('The lane is {state}, told at {at}.', '发送队列处于 {state}，{at} 得知。'),
  'lane-is-until': sentence(
    'The lane is {state} until {until}, told at {at}.',
    '发送队列处于 {state}，直到 {until}，{at} 得知。',
  ),
  'no-answer': sentence('There is no answer of the vendor.', '厂商没有应答。'),
  'see-quota': sentence('Not yet: see the quota.', '尚未接收：见配额检查项。'),
  'throttled-then-taken': sentence(
    'The vendor throttled {count} call(s), and took it afterwards.',
    '厂商限流了 {count} 次调用，之后接收了它。',
  ),
  'not-throttled': sentence('No call was throttled.', '没有调用被限流。'),
  'not-called': sentence('It did not come to a call.', '还没有走到调用厂商这一步。'),
  'vendor-reports': sentence('The vendor reports: {event} at {at}.', '厂商回执：{event}，时间 {at}。'),
  'arrivals-not-reported': sentence(
    '{vendor} does not report arrivals to us.',
    '{vendor} 不向我们提供到达回执。',
  ),
  'arrival-not-reported': sentence('{vendor} has not reported it.', '{vendor} 还没有提供它的回执。'),
  'switch-not-told': sentence('No phone and no vendor said so.', '手机和厂商都没有说明。'),
  'switch-on': sentence('It was {event}.', '回执为 {event}。'),
  'opened-at': sentence('Opened at {at}.', '于 {at} 点开。'),
  'no-click': sentence('Nobody reported a click.', '没有点击回执。'),
  'receipt-at': sentence('{event} at {at}.', '{event}，时间 {at}。'),
  'no-test': sentence('No test was made.', '没有做过测试。'),
  'tested-at': sentence('At {at}.', '时间 {at}。'),
  'no-arrival': sentence('No arrival at this device is known.', '没有到达这台设备的记录。'),
  'sent-and-arrived': sentence(
    'Sent at {at}, at the phone at {arrived}.',
    '发送于 {at}，到达手机于 {arrived}。',
  ),
  'quickest-arrival': sentence(
    'Of its last pushes the quickest was sent at {at}, and at the phone at {arrived}.',
    '它最近的推送中最快的一条发送于 {at}，到达手机于 {arrived}。',
  ),
} as const;
