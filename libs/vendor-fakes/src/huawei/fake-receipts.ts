// What the fake Huawei posts to the address of its console: a list of statuses, in the form of the push's API, signed where the console
// has a user and a key.
import { createHmac, randomUUID } from 'node:crypto';
import type { ReceiptPost } from '../host/receipt-poster';
import type { PhoneFate } from '../host/tricks';
import { objectIn } from './fake-message';
import type { PushCall } from './fake-request';
import type { HuaweiTenant } from './fake-tenant';

/** Of one post (sheet, 6). */
const MAX_STATUSES = 100;
/** Of what is not there nothing is told: a tap never, and what a phone does that somebody has in hand not yet. */
const STATUS: Readonly<Partial<Record<PhoneFate, number>>> = {
  shown: 0,
  clicked: 0,
  muted: 6,
  gone: 5,
  moved: 5,
};

type Receipts = NonNullable<HuaweiTenant['receipts']>;

export function receiptsFor(
  call: PushCall,
  tokens: readonly string[],
  { tenant, requestId, nowMs }: { tenant: HuaweiTenant; requestId: string; nowMs: number },
  fateOf: (token: string) => PhoneFate,
): ReceiptPost[] {
  const { receipts, appId } = tenant;
  if (receipts === undefined) return [];
  const statuses = tokens.flatMap((token) => {
    const result = STATUS[fateOf(token)];
    if (result === undefined) return [];
    const named = { token, biTag: biTagOf(call), requestId };
    return call.api === 'v3'
      ? { ...named, pushType: 0, deliveryStatus: { result, timestamp: nowMs } }
      : { ...named, appid: appId, status: result, timestamp: nowMs };
  });
  const posts: ReceiptPost[] = [];
  for (let i = 0; i < statuses.length; i += MAX_STATUSES) {
    const body = JSON.stringify({ statuses: statuses.slice(i, i + MAX_STATUSES) });
    const headers = { 'content-type': 'application/json', ...signatureOf(receipts, nowMs) };
    posts.push({ url: receipts.url, headers, body });
  }
  return posts;
}

function biTagOf({ api, body }: PushCall): unknown {
  if (api === 'v3') return objectIn(body, 'pushOptions')?.['biTag'];
  return objectIn(objectIn(body, 'message'), 'android')?.['bi_tag'];
}

/** Newer configurations give the key in Base64. */
function signatureOf({ user, key }: Receipts, nowMs: number): Record<string, string> {
  if (user === undefined || key === undefined) return {};
  const nonce = randomUUID();
  const value = createHmac('sha256', Buffer.from(key, 'base64'))
    .update(`${nowMs}${nonce}${user}`)
    .digest('base64');
  return { 'x-huawei-callback-id': `timestamp=${nowMs}; nonce=${nonce}; value=${value}` };
}
