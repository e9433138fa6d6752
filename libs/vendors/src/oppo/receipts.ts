// Reads receipts from OPPO's callback: a JSON list of events, each with one or more registration IDs. OPPO signs nothing, so a secret in
// the URL keeps strangers out, and the certificate's AppID keeps other apps out.
import { anyJson, integerIn, isObject, type Json, textOf } from '../shared/text/json';
import { visibleIn } from '../shared/text/visible';
import type { Receipt, ReceiptForm, ReceiptReading } from '../vendor';
import type { OppoCredential, OppoSettings } from './credential';
import { token as tokenForm } from './token';

/**
 * What an event says (sheet 6). `user_daily_limit` concerns a class, not the phone: it has no receipt, nor have the event types whose names
 * nobody knows.
 */
const EVENTS: ReadonlyMap<string, Receipt['event']> = new Map([
  ['push_arrive', 'arrived'],
  ['regid_invalid', 'token-dead'],
]);

/** Our own bounds, several times what a real body of 64 KB holds. */
const MAX_EVENTS = 1000;
const MAX_RECEIPTS = 2000;
/** The longest `call_back_parameter` that we send: a target id or a message key (sheet 3.4). */
const PARAMETER = /^[A-Za-z0-9_-]{1,100}$/;
/** 2018-01-01. OPPO had no push service before, so a smaller number is no time in ms. */
const EARLIEST_MS = 1_514_764_800_000;

export const receipts: ReceiptForm<OppoCredential, OppoSettings> = {
  events: ['arrived', 'token-dead'],
  read({ body }, { settings }, nowMs): ReceiptReading {
    const events = anyJson(body.toString('utf8'));
    if (!Array.isArray(events)) return { ok: false, problem: 'not a JSON list of events' };
    if (events.length > MAX_EVENTS) return { ok: false, problem: `more than ${MAX_EVENTS} events` };
    const known = events.filter(isObject);
    if (known.length < events.length) return { ok: false, problem: 'an event that is no object' };
    if (!known.every((event) => isOurs(event, settings)))
      return { ok: false, problem: 'events of another app' };
    const list = known.flatMap((event) => receiptsOf(event, nowMs));
    if (list.length > MAX_RECEIPTS) return { ok: false, problem: `more than ${MAX_RECEIPTS} phones` };
    return { ok: true, receipts: list };
  },
};

/** An event without an app counts for the app of the address that it came to. */
const isOurs = ({ appId: named = null }: Json, { appId }: OppoSettings): boolean =>
  appId === undefined || named === null || textOf(named) === appId;

/** One receipt per phone in the event. */
function receiptsOf(event: Json, nowMs: number): Receipt[] {
  const code = textOf(event['eventType']);
  const kind = EVENTS.get(code);
  if (kind === undefined) return [];
  const fields = { event: kind, code, ...namesIn(event), ...timeIn(event, nowMs) };
  return textOf(event['registrationIds'])
    .split(',')
    .map((id) => id.trim())
    .filter((id) => tokenForm.problem(id) === undefined)
    .map((token) => ({ ...fields, token }));
}

function namesIn({ messageId, param }: Json): Pick<Receipt, 'vendorMessageId' | 'correlation'> {
  const id = visibleIn(textOf(messageId));
  const correlation = textOf(param);
  return {
    ...(id !== undefined && { vendorMessageId: id }),
    ...(PARAMETER.test(correlation) && { correlation }),
  };
}

/** A phone's clock may be ahead, so a time after now becomes now. */
function timeIn({ eventTime }: Json, nowMs: number): Pick<Receipt, 'atMs'> {
  const atMs = integerIn(eventTime);
  return atMs === undefined || atMs < EARLIEST_MS ? {} : { atMs: Math.min(atMs, nowMs) };
}
