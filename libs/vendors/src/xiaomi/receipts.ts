// Reads receipts from Xiaomi's callback: a form whose field "data" is an object by message id. Nothing in it is signed, so only the
// secret in the address keeps strangers out; the service that serves the address keeps the secret.
import { isObject, type Json, parse } from '../shared/text/json';
import { visibleIn } from '../shared/text/visible';
import type { Receipt, ReceiptForm, ReceiptReading } from '../vendor';
import type { XiaomiCredential, XiaomiSettings } from './credential';
import { token as tokenForm } from './token';

/** Bits of `type` (sheet, 6). 64 and 128 say why a phone got no push, not whether its token is good. */
const EVENTS: ReadonlyMap<unknown, Receipt['event']> = new Map([
  [1, 'arrived'],
  [2, 'clicked'],
  [16, 'token-dead'],
  [32, 'blocked'],
]);
/** The most events of a callback. Our own bound: the pages name none. */
const MAX_RECEIPTS = 1000;

export const receipts: ReceiptForm<XiaomiCredential, XiaomiSettings> = {
  events: ['arrived', 'clicked', 'token-dead', 'blocked'],
  namesSuccessors: true,
  read({ body }, _known, nowMs): ReceiptReading {
    const events = parse(new URLSearchParams(body.toString('utf8')).get('data') ?? '');
    if (events === undefined) return { ok: false, problem: 'no JSON object in the field "data"' };
    const entries = Object.entries(events);
    if (!entries.every(([id, event]) => visibleIn(id) !== undefined && isObject(event)))
      return { ok: false, problem: 'a message id that is none, or without its event' };
    const read = entries.flatMap(([id, event]) => receiptsOf(id, event as Json, nowMs));
    if (read.length > MAX_RECEIPTS) return { ok: false, problem: `more than ${MAX_RECEIPTS} receipts` };
    return { ok: true, receipts: read };
  },
};

/** One receipt per target. An event that is not about a phone has none. */
function receiptsOf(vendorMessageId: string, event: Json, nowMs: number): Receipt[] {
  const kind = EVENTS.get(event['type']);
  if (kind === undefined) return [];
  const { timestamp, targets } = event;
  const correlation = visibleIn(event['param'], 64);
  const said = {
    vendorMessageId,
    code: String(event['type']),
    ...(correlation !== undefined && { correlation }),
    // A phone's clock may be ahead, so a time after now becomes now.
    ...(isTime(timestamp) && { atMs: Math.min(timestamp, nowMs) }),
  };
  return tokensIn(targets).flatMap((token) => [
    { event: kind, token, ...said, ...(kind === 'token-dead' && successorOf(token, event)) },
    ...(kind === 'arrived' && event['barStatus'] === 'Disable'
      ? [{ event: 'blocked' as const, token, ...said, code: 'Disable' }]
      : []),
  ]);
}

function successorOf(token: string, { replaceTarget }: Json): Pick<Receipt, 'successor'> {
  if (!isObject(replaceTarget) || !Object.hasOwn(replaceTarget, token)) return {};
  const successor = replaceTarget[token];
  return isToken(successor) && successor !== token ? { successor } : {};
}

const tokensIn = (targets: unknown): string[] =>
  typeof targets === 'string'
    ? [...new Set(targets.split(',').map((each) => each.trim()))].filter(isToken)
    : [];

const isToken = (value: unknown): value is string =>
  typeof value === 'string' && tokenForm.problem(value) === undefined;

const isTime = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0;
