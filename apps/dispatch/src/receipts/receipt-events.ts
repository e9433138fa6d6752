// What a vendor's callback says → push.receipted.v1. Pure. What it names is looked up elsewhere: a callback proves no target by itself.
import { type CertificateChanged, type PushReceipted, tokenHashOf } from '@offline-push/contracts';
import { canonicalTokenOf } from '@offline-push/vendors/catalog';
import { type Receipt } from '@offline-push/vendors/send';
import type { DeadToken } from '../ledger/dead-token.store';
import { clean } from '../ledger/outcome';

/** The target that a receipt is about, by our own ledger. */
export interface ReceiptTarget {
  targetId: string;
  messageKey: string;
  tokenHash: string;
}

/** What a receipt gives to find its target by. */
export interface ReceiptTrace {
  correlation: string | undefined;
  tokenHash: string | undefined;
}

export type Certified = Pick<CertificateChanged, 'app' | 'certificateId' | 'vendor'>;

export const traceOf = ({ app, vendor }: Certified, { correlation, token }: Receipt): ReceiptTrace => ({
  correlation,
  tokenHash: token === undefined ? undefined : tokenHashOf(app, vendor, canonicalTokenOf(vendor, token)),
});

/** `targets`: one for each receipt, in their order, where there is one. */
export const receiptEvents = (
  certificate: Certified,
  receipts: readonly Receipt[],
  targets: readonly (ReceiptTarget | undefined)[],
  nowMs: number,
): PushReceipted[] => receipts.map((receipt, i) => receiptEvent(certificate, receipt, targets[i], nowMs));

/** Tokens that are not to be called any more. One with a successor is left to device-bindings: what waits for it goes to that one. */
export const deadTokensIn = (events: readonly PushReceipted[]): DeadToken[] =>
  events.flatMap(({ event, certificateId, tokenHash, successor, atMs }) =>
    event === 'token-dead' && tokenHash !== undefined && successor === undefined
      ? [{ tokenHash, certificateId, deadAtMs: atMs }]
      : [],
  );

function receiptEvent(
  certificate: Certified,
  receipt: Receipt,
  target: ReceiptTarget | undefined,
  nowMs: number,
): PushReceipted {
  const { app, vendor, certificateId } = certificate;
  const { event, token, successor, vendorMessageId, code, atMs } = receipt;
  const tokenHash = traceOf(certificate, receipt).tokenHash ?? target?.tokenHash;
  return {
    ...{ app, vendor, certificateId, event },
    ...(target && { targetId: target.targetId, messageKey: target.messageKey }),
    ...(tokenHash !== undefined && { tokenHash }),
    ...(event === 'token-dead' && token !== undefined && { token }),
    ...(event === 'token-dead' && token !== undefined && successor !== undefined && { successor }),
    ...(vendorMessageId !== undefined && { vendorMessageId: clean(vendorMessageId, 200) }),
    ...(code !== undefined && { code: clean(code, 100) }),
    // A phone's clock may be ahead, and a death to come would outlive every new binding.
    atMs: atMs === undefined || atMs < 0 ? nowMs : Math.floor(Math.min(atMs, nowMs)),
  };
}
