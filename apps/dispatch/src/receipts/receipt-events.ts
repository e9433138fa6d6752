// Turns the receipts of a vendor's callback into push.receipted.v1. Pure. The targets come from our ledger, because a callback proves none.
import { type CertificateChanged, type PushReceipted, tokenHashOf } from '@offline-push/contracts';
import { canonicalTokenOf } from '@offline-push/vendors/catalog';
import { type Receipt } from '@offline-push/vendors/send';
import type { DeadToken } from '../ledger/dead-token.store';
import { clean } from '../ledger/outcome';

/** The target of a receipt, as our ledger has it. */
export interface ReceiptTarget {
  targetId: string;
  messageKey: string;
  tokenHash: string;
  user: string;
  device: string;
  /** Null: the message is forgotten already. */
  messageId: string | null;
  /** Null as well if it arrived before this was kept. */
  sentAtMs: number | null;
}

/** The parts of a receipt by which its target is found. */
export interface ReceiptTrace {
  correlation: string | undefined;
  tokenHash: string | undefined;
}

export type Certified = Pick<CertificateChanged, 'app' | 'certificateId' | 'vendor'>;

export const traceOf = ({ app, vendor }: Certified, { correlation, token }: Receipt): ReceiptTrace => ({
  correlation,
  tokenHash: token === undefined ? undefined : tokenHashOf(app, vendor, canonicalTokenOf(vendor, token)),
});

/** `targets` has one entry for each receipt, in the same order; undefined where no target was found. */
export const receiptEvents = (
  certificate: Certified,
  receipts: readonly Receipt[],
  targets: readonly (ReceiptTarget | undefined)[],
  nowMs: number,
): PushReceipted[] => receipts.map((receipt, i) => receiptEvent(certificate, receipt, targets[i], nowMs));

/** Tokens that must not be called any more. A token with a successor is left to device-bindings: its targets go to the successor. */
export const deadTokensIn = (events: readonly PushReceipted[]): DeadToken[] =>
  events.flatMap(({ event, certificateId, tokenHash, successor, atMs }) =>
    event === 'token-dead' && tokenHash !== undefined && successor === undefined
      ? [{ tokenHash, certificateId, deadAtMs: atMs }]
      : [],
  );

const targetFields = ({ targetId, messageKey, messageId, user, device, sentAtMs }: ReceiptTarget) => ({
  ...{ targetId, messageKey, user, device },
  ...(messageId !== null && { messageId }),
  ...(sentAtMs !== null && { sentAtMs }),
});

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
    ...(target && targetFields(target)),
    ...(tokenHash !== undefined && { tokenHash }),
    ...(event === 'token-dead' && token !== undefined && { token }),
    ...(event === 'token-dead' && token !== undefined && successor !== undefined && { successor }),
    ...(vendorMessageId !== undefined && { vendorMessageId: clean(vendorMessageId, 200) }),
    ...(code !== undefined && { code: clean(code, 100) }),
    // A phone's clock may be ahead. A death in the future would end every new binding, so the time is cut to now.
    atMs: atMs === undefined || atMs < 0 ? nowMs : Math.floor(Math.min(atMs, nowMs)),
  };
}
