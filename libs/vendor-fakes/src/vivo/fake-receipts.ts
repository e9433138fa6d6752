// What the fake vivo posts: to the address that a formal single send named, arrivals only; to that of a receipt ID, failures too.
import type { ReceiptPost } from '../host/receipt-poster';
import { type Fields, isObject, text } from './fake-request';
import type { VivoTenant } from './fake-tenant';

/** Main type of a push that was not shown, and sub type of a registration ID that is no longer valid (sheet, 6). */
const NOT_SHOWN = 104;
const NO_LONGER_VALID = 2183;

export interface Ended {
  readonly fields: Fields;
  readonly taskId: string;
  readonly token: string;
  readonly isGone: boolean;
}

export function receiptFor(
  { fields, taskId, token, isGone }: Ended,
  { receiptUrls = {} }: VivoTenant,
  nowMs: number,
): ReceiptPost | undefined {
  const extra = isObject(fields['extra']) ? fields['extra'] : {};
  const id = text(extra['callback.id']);
  const url = id === '' ? text(extra['callback']) : (receiptUrls[id] ?? '');
  if (url === '' || (isGone && id === '')) return undefined;
  const named = { param: text(extra['callback.param']), targets: token };
  const told = isGone
    ? { ackType: NOT_SHOWN, subAckType: NO_LONGER_VALID, ackTime: nowMs }
    : { ackType: 0, ackTime: nowMs };
  return {
    url,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ [taskId]: id === '' ? named : { ...named, ...told } }),
  };
}
