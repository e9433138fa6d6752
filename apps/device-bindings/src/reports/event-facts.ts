// Turns events into facts. Only this file reads the times of producers.
import { orderTime, type Placed, recordTime } from '@offline-push/bus';
import type {
  BindingReported,
  CertificateChanged,
  Outcome,
  PushReceipted,
  SessionChanged,
} from '@offline-push/contracts';
import { inForceFromMs, tokenHashOf } from '@offline-push/contracts';
import { canonicalTokenOf, isDoubtful } from '@offline-push/vendors/catalog';
import type { Said } from '../deaths/answers';
import { plainReport, sessionKeyOf, tokenReport } from '../facts/facts';
import type { Fact } from '../facts/fact';

/** The vendor's time if it is older than the record's. */
const deathTime = (vendorAtMs: number, recordAtMs: number, nowMs: number): number =>
  Math.min(vendorAtMs, recordTime(recordAtMs, nowMs));

/** Links and phases are left to presence. Records of a Kafka batch share their time, so `orderTime` orders the logins among them. */
export function sessionFacts(event: SessionChanged, record: RecordPlace, nowMs: number): Fact[] {
  const key = sessionKeyOf(event);
  const atMs = recordTime(record.timestampMs, nowMs);
  switch (event.change) {
    case 'logged-in':
      return [{ is: 'session', session: { ...key, loginAtMs: orderTime(record, nowMs) } }];
    case 'logged-out':
    case 'kicked':
    case 'invalidated':
      return [{ is: 'session', session: { ...key, endAtMs: atMs, endCause: event.change } }];
    default:
      return [];
  }
}

/** All records of a user are in one partition, so offsets order them. */
export interface RecordPlace extends Placed {
  timestampMs: number;
}

/** A report from the bus may wait, because what it lacks may still come on another topic. */
export function reportFact(event: BindingReported, record: RecordPlace, nowMs: number): Fact {
  const atMs = recordTime(record.timestampMs, nowMs);
  const place = Number(record.offset);
  const { binding } = event;
  const report = binding
    ? tokenReport(event, binding.certificateId, binding.token, atMs, place)
    : plainReport(event, 'push-off', atMs, place);
  return { is: 'report', report, mayWait: true };
}

export const certificateFact = (event: CertificateChanged): Fact => ({
  is: 'certificate',
  certificate: {
    certificateId: event.certificateId,
    app: event.app,
    vendor: event.vendor,
    state: event.state,
    effectiveAtMs: inForceFromMs(event.versions),
    changedAtMs: event.changedAtMs,
  },
});

/** Without a time of the vendor the beginning of the call counts: a report that came during the call is newer than the verdict. */
export function deathFact(
  app: string,
  outcome: Outcome & { token: string },
  recordAtMs: number,
  nowMs: number,
): Fact {
  const { vendor, certificateId, token, tokenDeadAtMs, calledAtMs, endedAtMs } = outcome;
  const deadAtMs = deathTime(tokenDeadAtMs ?? calledAtMs ?? endedAtMs, recordAtMs, nowMs);
  return { is: 'death', death: { tokenHash: phoneOf(app, vendor, token), certificateId, deadAtMs } };
}

/** The hash that identifies the phone with this token. */
const phoneOf = (app: string, vendor: string, token: string): string =>
  tokenHashOf(app, vendor, canonicalTokenOf(vendor, token));

export const hasToken = (outcome: Outcome): outcome is Outcome & { token: string } =>
  outcome.token !== undefined;

export type DeadTokenReceipt = PushReceipted & { token: string };

export const isDeadReceipt = (receipt: PushReceipted): receipt is DeadTokenReceipt =>
  receipt.event === 'token-dead' && receipt.token !== undefined;

export function receiptFact(
  { app, vendor, certificateId, token, successor, atMs }: DeadTokenReceipt,
  recordAtMs: number,
  nowMs: number,
): Fact {
  const deadAtMs = deathTime(atMs, recordAtMs, nowMs);
  const tokenHash = phoneOf(app, vendor, token);
  const next = successor !== undefined && {
    token: successor,
    tokenHash: phoneOf(app, vendor, successor),
  };
  return {
    is: 'death',
    death: { tokenHash, certificateId, deadAtMs, ...(next && { successor: next }) },
  };
}

/** What a vendor said of a token; undefined where it did not judge it. */
export function saidIn({ vendor, certificateId, state, code }: Judged): Said | undefined {
  if (state === 'accepted') return { certificateId, word: 'accepted' };
  if (state === 'token-dead') return { certificateId, word: 'dead' };
  return state === 'refused' && isDoubtful(vendor, code) ? { certificateId, word: 'doubtful' } : undefined;
}

export type Judged = Pick<Outcome, 'vendor' | 'certificateId' | 'code'> & { state: string };

export const judgedBy = ({ event, ...receipt }: PushReceipted): Judged => ({
  ...receipt,
  state: event === 'arrived' ? 'accepted' : event,
});
