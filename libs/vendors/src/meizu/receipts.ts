// Reads receipts from Meizu's callback. Events of about a second come together, once, without times and without a signature: an access
// token from the console is all that proves them. The service that serves the address keeps it secret.
import { createHash, timingSafeEqual } from 'node:crypto';
import { isObject, type Json, parse } from '../shared/text/json';
import { visibleIn } from '../shared/text/visible';
import type { Receipt, ReceiptForm, ReceiptReading, ReceiptRequest } from '../vendor';
import { textsIn } from './answer';
import type { MeizuCredential, MeizuSettings } from './credential';
import { token as tokenForm } from './token';

const EVENTS = new Map<string, Receipt['event']>([
  ['1', 'arrived'],
  ['2', 'clicked'],
]);

/** Our own bound: a body that we read holds 1,400 real pushIds. */
const MAX_RECEIPTS = 2_000;

export const receipts: ReceiptForm<MeizuCredential, MeizuSettings> = {
  events: ['arrived', 'clicked'],
  read(request, { credential: { receiptToken } }): ReceiptReading {
    const { accessToken, events } = callbackIn(request);
    if (receiptToken === undefined)
      return { ok: false, problem: 'the certificate has no receipt token to compare' };
    if (!isEqual(accessToken, receiptToken))
      return { ok: false, problem: 'not the access token of the certificate' };
    if (events === undefined) return { ok: false, problem: 'no JSON object of events in "cb"' };
    const entries = Object.entries(events);
    if (!entries.every(([, event]) => isObject(event)))
      return { ok: false, problem: 'an event that is no object' };
    const read = entries.flatMap(([key, event]) => receiptsOf(key, event as Json));
    if (read.length > MAX_RECEIPTS) return { ok: false, problem: `more than ${MAX_RECEIPTS} receipts` };
    return { ok: true, receipts: read };
  },
};

interface Callback {
  readonly accessToken: string;
  readonly events: Json | undefined;
}

/** A form, as the document says; a JSON object of the same two fields was reported once (sheet, 6). */
function callbackIn({ headers, body }: ReceiptRequest): Callback {
  const text = body.toString('utf8');
  if ((headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() === 'application/json') {
    const { access_token: accessToken, cb } = parse(text) ?? {};
    return {
      accessToken: typeof accessToken === 'string' ? accessToken : '',
      events: typeof cb === 'string' ? parse(cb) : isObject(cb) ? cb : undefined,
    };
  }
  const form = new URLSearchParams(text);
  return { accessToken: form.get('access_token') ?? '', events: parse(form.get('cb') ?? '') };
}

/** Compared in constant time, so that the time does not show how much is right. */
function isEqual(one: string, other: string): boolean {
  const [left, right] = [one, other].map((text) => createHash('sha256').update(text).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
}

/** `<msgId>-<type>` → one receipt for each target. Other events are of no use to the sender. */
function receiptsOf(key: string, { type, param, targets }: Json): Receipt[] {
  const [, vendorMessageId, suffix = ''] = /^([\x21-\x7e]{1,200})-(\d)$/.exec(key) ?? [];
  const event = EVENTS.get(type === undefined ? suffix : wordOf(type));
  if (event === undefined) return [];
  const correlation = visibleIn(param, 64);
  const said = {
    event,
    ...(vendorMessageId !== undefined && { vendorMessageId }),
    ...(correlation !== undefined && { correlation }),
  };
  const tokens = new Set(textsIn(targets).filter((target) => tokenForm.problem(target) === undefined));
  return [...tokens].map((token) => ({ ...said, token }));
}

/** Only texts and numbers are read: turning a deeply nested list into text would exhaust the stack. */
const wordOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
