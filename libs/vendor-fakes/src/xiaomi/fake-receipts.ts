// What the fake Xiaomi posts to the address that a push named: a form whose field "data" has the events by message id.
import type { ReceiptPost } from '../host/receipt-poster';
import { type PhoneFate, successorOf } from '../host/tricks';
import type { ReadMessage } from './fake-request';

export interface Pushed {
  readonly messageId: string;
  readonly message: ReadMessage;
  readonly targets: readonly string[];
}

/** Bits of `callback.type`, in the order in which they come. */
const BITS: Readonly<Record<PhoneFate, readonly number[]>> = {
  shown: [1],
  clicked: [1, 2],
  muted: [32],
  gone: [16],
  moved: [16],
  held: [],
  tapped: [2],
};
const INVALID = 16;
/** Delivered and clicked. */
const USUAL_BITS = 3;

/** One post for each kind of event; none if the push named no address or did not ask for them. */
export function receiptsFor(
  { messageId, message, targets }: Pushed,
  nowMs: number,
  fateOf: (token: string) => PhoneFate,
): ReceiptPost[] {
  const { callback = '', 'callback.param': param, 'callback.type': wanted = USUAL_BITS } = message.extra;
  if (callback === '') return [];
  return [1, 2, 16, 32]
    .filter((bit) => (Number(wanted) & bit) !== 0)
    .flatMap((type) => {
      const those = targets.filter((target) => BITS[fateOf(target)].includes(type));
      if (those.length === 0) return [];
      const event = {
        param,
        type,
        targets: those.join(','),
        timestamp: nowMs,
        ...troubleOf(type, those, fateOf),
      };
      return [postTo(callback, { [messageId]: event })];
    });
}

function troubleOf(type: number, targets: readonly string[], fateOf: (token: string) => PhoneFate): object {
  if (type !== INVALID) return { barStatus: 'Enable' };
  const moved = targets.filter((target) => fateOf(target) === 'moved');
  const replaceTarget = Object.fromEntries(moved.map((target) => [target, successorOf(target)]));
  return { barStatus: 'Unknown', errorCode: 1, ...(moved.length > 0 && { replaceTarget }) };
}

const postTo = (url: string, events: object): ReceiptPost => ({
  url,
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams({ data: JSON.stringify(events) }).toString(),
});
