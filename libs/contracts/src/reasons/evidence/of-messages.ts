// What checks 14 to 20 found: the message itself.
import { sentence } from '../words';

export const EVIDENCE_OF_MESSAGES = {
  'lifetime-zero': sentence('`lifetimeSeconds` is 0.', '`lifetimeSeconds` 为 0。'),
  'gate-undecided': sentence(
    'Presence has not decided on it, or stopped it for something else.',
    'presence 还没有对它做出判定，或因为别的原因拦下了它。',
  ),
  'published-once': sentence('It was published once.', '只发布过一次。'),
  'published-again': sentence(
    'It was published again at {at}, as the same message: nobody rings twice for it.',
    '它在 {at} 作为同一条消息再次发布：没有人会因此响两次。',
  ),
  'wants-no-push': sentence(
    'The client reported at {at} that it wants no push.',
    '客户端在 {at} 上报：不接收推送。',
  ),
  'wishes-not-told': sentence('Nobody said what the receiver wants.', '没有人上报接收者的意愿。'),
  'went-shorter': sentence('It went on without it, or shorter: {notes}', '它被去掉或缩短后继续：{notes}'),
  'called-with-it': sentence('The vendor was called with it.', '已带着它调用厂商。'),
  'click-well-formed': sentence(
    'The contract takes well-formed targets of a tap only, and it was read.',
    '契约只接受格式正确的点击事件，而这条消息已被接受。',
  ),
  'dead-letter': sentence(
    'A dead letter of {topic} at {at}: {reason}.',
    '{topic} 的死信，时间 {at}：{reason}。',
  ),
  'went-without': sentence('It went on without it. {note}', '它被去掉后继续。{note}'),
} as const;
