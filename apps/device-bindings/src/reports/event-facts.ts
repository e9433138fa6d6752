// Turns events into facts. Only this file reads the times of producers.
import { orderTime, type Placed, recordTime } from '@offline-push/bus';
import type {
  BindingReported,
  CertificateChanged,
  Outcome,
  PushOutcome,
  PushReceipted,
  SessionChanged,
} from '@offline-push/contracts';
import { inForceFromMs, tokenHashOf } from '@offline-push/contracts';
import { canonicalTokenOf } from '@offline-push/vendors/catalog';
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

export const isDead = (outcome: PushOutcome['outcomes'][number]): outcome is Outcome & { token: string } =>
  outcome.state === 'token-dead' && outcome.token !== undefined;

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

export interface Judged {
  certificateId: number;
  state: string;
}

export const judgedBy = ({ certificateId, event }: PushReceipted): Judged => ({
  certificateId,
  state: event === 'arrived' ? 'accepted' : event,
});

export type Tally = { total: number; dead: number };

/** Outcomes in which the vendor judged the token, by certificate. */
export function tallyOf(outcomes: readonly Judged[]): Map<number, Tally> {
  const tallies = new Map<number, Tally>();
  for (const { state, certificateId } of outcomes) {
    if (state !== 'accepted' && state !== 'token-dead') continue;
    const tally = tallies.get(certificateId) ?? { total: 0, dead: 0 };
    tally.total += 1;
    if (state === 'token-dead') tally.dead += 1;
    tallies.set(certificateId, tally);
  }
  return tallies;
}
