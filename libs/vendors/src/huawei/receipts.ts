// What Huawei reports about pushes it took (sheet, 6): two forms of body, one signature. AppGallery Connect is told the address once; a
// push only carries the words that come back (`bi_tag`).
import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Static, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { parse } from '../shared/text/json';
import type { Receipt, ReceiptForm, ReceiptRequest } from '../vendor';
import { clientIdOf, type HuaweiCredential, type HuaweiSettings } from './credential';
import { token } from './token';

export const SIGNATURE_HEADER = 'x-huawei-callback-id';
/** A signature is good for so long before and after its own time. In ms. */
const WINDOW_MS = 300_000;
/** 100 by today's page, 1000 by the oldest. */
const MAX_ENTRIES = 1000;
/** Today's page wants the first two, the oldest the others. */
const ANSWER = JSON.stringify({ code: '0', message: 'success', errno: '0', errmsg: 'success' });

/** Sheet, 6, status values. The others tell nothing that a push waits for: neither arrived nor lost for good. */
const EVENTS: ReadonlyMap<number, Receipt['event']> = new Map([
  [0, 'arrived'],
  [2, 'token-dead'],
  [5, 'token-dead'],
  [6, 'blocked'],
]);

const Words = Type.String({ minLength: 1, maxLength: 200, pattern: '^[\\x21-\\x7e]+$' });
const Status = Type.Integer({ minimum: 0, maximum: 9_999 });
const Time = Type.Integer({ minimum: 0 });

/** Of v1 and v2 pushes. */
const FirstForm = Type.Object({
  token: Type.String(),
  status: Status,
  timestamp: Type.Optional(Time),
  appid: Type.Optional(Type.String()),
  requestId: Type.Optional(Words),
  biTag: Type.Optional(Type.String()),
});

/** Of v3 pushes, and of v2 ones as some have seen. */
const SecondForm = Type.Object({
  token: Type.String(),
  deliveryStatus: Type.Object({ result: Status, timestamp: Type.Optional(Time) }),
  appPackageName: Type.Optional(Type.String()),
  requestId: Type.Optional(Words),
  biTag: Type.Optional(Type.String()),
});

type Known = { readonly credential: HuaweiCredential; readonly settings: HuaweiSettings };

export const receipts: ReceiptForm<HuaweiCredential, HuaweiSettings> = {
  events: ['arrived', 'token-dead', 'blocked'],
  read(request, known, nowMs) {
    const problem = signatureProblem(request, known, nowMs);
    if (problem !== undefined) return { ok: false, problem };
    const statuses = parse(request.body.toString('utf8'))?.['statuses'];
    if (!Array.isArray(statuses)) return { ok: false, problem: 'no list of statuses' };
    if (statuses.length > MAX_ENTRIES) return { ok: false, problem: `more than ${MAX_ENTRIES} statuses` };
    const read = statuses.flatMap((status: unknown) => receiptOf(status, known.settings, nowMs) ?? []);
    return { ok: true, receipts: read, answer: ANSWER };
  },
};

/** Undefined: genuine, or the certificate has no key and nobody can know. */
function signatureProblem({ headers }: ReceiptRequest, known: Known, nowMs: number): string | undefined {
  const { callbackKey } = known.credential;
  if (callbackKey === undefined) return undefined;
  const header = headers[SIGNATURE_HEADER];
  if (header === undefined) return `no ${SIGNATURE_HEADER}`;
  const fields = fieldsIn(header);
  const [timestamp = '', nonce = '', value = ''] = ['timestamp', 'nonce', 'value'].map((name) =>
    fields.get(name),
  );
  if (!/^\d{1,15}$/.test(timestamp) || nonce === '' || value === '')
    return `${SIGNATURE_HEADER} is not complete`;
  if (Math.abs(Number(timestamp) - nowMs) > WINDOW_MS) return 'the signature is of another time';
  const signed = timestamp + nonce + (known.settings.callbackUser ?? '');
  const isGenuine = keysIn(callbackKey).some((key) => isSame(hmacOf(key, signed), value));
  return isGenuine ? undefined : 'the signature is not of this key and user';
}

/** "timestamp=…; nonce=…; value=…", in any order, with or without blanks. */
const fieldsIn = (header: string): ReadonlyMap<string, string> =>
  new Map(header.split(';').map((field) => field.trim().split(/=(.*)/s, 2) as [string, string]));

/** Newer configurations give the key in Base64, older ones mean its letters; nothing tells which. */
function keysIn(key: string): Buffer[] {
  const letters = Buffer.from(key, 'utf8');
  const decoded = Buffer.from(key, 'base64');
  // Of anything else the decoder keeps the few letters that it knows, in the end none: everybody could sign with such a key.
  const isBase64 = unpadded(decoded.toString('base64')) === unpadded(key);
  return isBase64 ? [decoded, letters] : [letters];
}

/** From the first of the last "=" on: a pattern that may begin at each of them takes the square of their number. */
const unpadded = (base64: string): string => base64.replace(/(?<!=)=+$/, '');

export const hmacOf = (key: Buffer, signed: string): string =>
  createHmac('sha256', key).update(signed).digest('base64');

function isSame(ours: string, theirs: string): boolean {
  const [one, other] = [Buffer.from(ours), Buffer.from(theirs)];
  return one.length === other.length && timingSafeEqual(one, other);
}

interface Reported {
  readonly token: string;
  readonly status: number;
  readonly timestamp: number | undefined;
  readonly requestId: string | undefined;
  readonly biTag: string | undefined;
}

/** Undefined: of another app, of no interest, or not a receipt. */
function receiptOf(entry: unknown, settings: HuaweiSettings, nowMs: number): Receipt | undefined {
  const reported = reportedIn(entry, settings);
  const event = reported && EVENTS.get(reported.status);
  if (reported === undefined || event === undefined) return undefined;
  if (token.problem(reported.token) !== undefined) return undefined;
  const { timestamp: atMs, requestId, biTag } = reported;
  return {
    event,
    token: reported.token,
    code: String(reported.status),
    ...(requestId !== undefined && { vendorMessageId: requestId }),
    ...(biTag !== undefined && Value.Check(Words, biTag) && { correlation: biTag }),
    // A time to come would outlive every new binding.
    ...(atMs !== undefined && atMs <= nowMs + WINDOW_MS && { atMs: Math.min(atMs, nowMs) }),
  };
}

function reportedIn(entry: unknown, settings: HuaweiSettings): Reported | undefined {
  if (Value.Check(SecondForm, entry)) {
    const { result, timestamp } = entry.deliveryStatus;
    return isOurs(entry.appPackageName, [settings.packageName])
      ? reported(entry, result, timestamp)
      : undefined;
  }
  if (!Value.Check(FirstForm, entry)) return undefined;
  return isOurs(entry.appid, [settings.appId, clientIdOf(settings)])
    ? reported(entry, entry.status, entry.timestamp)
    : undefined;
}

/** One address may serve all apps of a project. */
const isOurs = (app: string | undefined, ours: readonly string[]): boolean =>
  app === undefined || ours.includes(app);

type Entry = Pick<Static<typeof FirstForm>, 'token' | 'requestId' | 'biTag'>;

const reported = (entry: Entry, status: number, timestamp: number | undefined): Reported => ({
  token: entry.token,
  status,
  timestamp,
  requestId: entry.requestId,
  biTag: entry.biTag,
});
