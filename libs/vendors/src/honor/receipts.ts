// Reads receipts from Honor's callback. It is set once in the console and has no known signature. It is believed if its App ID is ours;
// dispatch keeps its address secret.
import { integerIn, isObject, type Json, parse } from '../shared/text/json';
import { visibleIn } from '../shared/text/visible';
import type { Receipt, ReceiptForm, ReceiptReading } from '../vendor';
import type { HonorCredential, HonorSettings } from './credential';
import { token as tokenForm } from './token';

/** Several times what Honor sends at once (sheet, 6: 100). */
const MAX_STATUSES = 1000;
const ANSWER = JSON.stringify({ code: '0', message: 'success' });

export interface StatusRow {
  readonly status: number;
  readonly means: string;
  /** Absent: nothing that a receipt can say; another status follows, or it concerns the sender's quota or click. */
  readonly event?: Receipt['event'];
}

/** All statuses (sheet, 6). One push may bring several, in any order. */
export const STATUSES: readonly StatusRow[] = [
  { status: 40000001, means: 'data message handed to the app', event: 'arrived' },
  { status: 40000002, means: 'notification delivered', event: 'arrived' },
  { status: 40000003, means: 'app not installed', event: 'token-dead' },
  { status: 40000004, means: 'token not valid on the phone', event: 'token-dead' },
  { status: 40000005, means: 'notifications of the app switched off', event: 'blocked' },
  { status: 40000006, means: 'app disabled on the phone', event: 'blocked' },
  { status: 40000007, means: 'notification clicked', event: 'clicked' },
  { status: 40000009, means: "dropped by the phone, mainly over the class's daily cap" },
  { status: 40000011, means: 'page of the click could not be opened' },
  { status: 40000013, means: 'held while the screen is off, sent again later' },
  { status: 40000014, means: "the token's user is not at the phone now" },
  { status: 40000015, means: 'could not be shown' },
  { status: 50000003, means: 'app not running, data message kept' },
];

const eventOf = new Map(STATUSES.map(({ status, event }) => [status, event]));

export const receipts: ReceiptForm<HonorCredential, HonorSettings> = {
  events: ['arrived', 'clicked', 'token-dead', 'blocked'],
  read({ body }, { settings }, nowMs): ReceiptReading {
    const statuses = parse(body.toString('utf8'))?.['statuses'];
    if (!Array.isArray(statuses)) return { ok: false, problem: 'not a JSON object with a list of statuses' };
    if (statuses.length > MAX_STATUSES) return { ok: false, problem: `more than ${MAX_STATUSES} statuses` };
    const entries = statuses.filter(isObject);
    if (entries.length < statuses.length) return { ok: false, problem: 'a status that is no object' };
    if (entries.some((entry) => !isOurs(entry, settings)))
      return { ok: false, problem: 'statuses of another app' };
    return { ok: true, receipts: entries.flatMap((entry) => receiptOf(entry, nowMs)), answer: ANSWER };
  },
};

/** An entry that names no app has come to the address of this one. */
const isOurs = ({ appid }: Json, { appId }: HonorSettings): boolean =>
  appid === undefined || (['string', 'number'].includes(typeof appid) && String(appid) === appId);

/** None for a status that says nothing to the sender of one push. */
function receiptOf(entry: Json, nowMs: number): Receipt[] {
  const status = integerIn(entry['status']);
  const event = eventOf.get(status ?? 0);
  if (status === undefined || event === undefined) return [];
  const { token } = entry;
  const [vendorMessageId, correlation] = [visibleIn(entry['requestId']), visibleIn(entry['biTag'])];
  const atMs = integerIn(entry['timestamp']);
  return [
    {
      event,
      ...(typeof token === 'string' && tokenForm.problem(token) === undefined && { token }),
      ...(vendorMessageId !== undefined && { vendorMessageId }),
      ...(correlation !== undefined && { correlation }),
      code: String(status),
      // A phone's clock may be ahead; nothing has happened later than now.
      ...(atMs !== undefined && atMs > 0 && { atMs: Math.min(atMs, nowMs) }),
    },
  ];
}
