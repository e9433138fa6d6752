// What an event says, as facts. The only place that reads the times of producers.
import type {
  BindingReported,
  CertificateChanged,
  Outcome,
  PushOutcome,
  PushReceipted,
  SessionChanged,
} from '@offline-push/contracts';
import { tokenHashOf } from '@offline-push/contracts';
import { canonicalTokenOf } from '@offline-push/vendors';
import { plainReport, type SessionKey, sessionKeyOf, tokenReport } from './facts';
import type { Fact } from './rebind';

/** How far a producer's clock may run ahead before its times are not believed. */
export const MAX_CLOCK_SKEW_MS = 60_000;

/**
 * The time of a fact: what the event says, else the record's time stamp. A time from the future would win over every later fact, so
 * the record's time stamp stands in for it (the same again on redelivery), and the present for that.
 */
export function factTime(saidAtMs: number | undefined, recordAtMs: number, nowMs: number): number {
  const latestMs = nowMs + MAX_CLOCK_SKEW_MS;
  if (saidAtMs !== undefined && saidAtMs <= latestMs) return saidAtMs;
  return recordAtMs >= 0 && recordAtMs <= latestMs ? recordAtMs : nowMs;
}

/** Link and app phase are presence's business. */
export function sessionFacts(event: SessionChanged, recordAtMs: number, nowMs: number): Fact[] {
  const key = sessionKeyOf(event);
  const atMs = factTime(event.atMs, recordAtMs, nowMs);
  switch (event.change) {
    case 'logged-in':
      return [{ is: 'session', session: { ...key, loginAtMs: atMs } }];
    case 'logged-out':
    case 'kicked':
    case 'invalidated':
      return [{ is: 'session', session: { ...key, endAtMs: atMs, endCause: event.change } }];
    default:
      return [];
  }
}

/** Over the bus, what a report lacks may still come on another topic. */
export function reportFact(event: BindingReported, recordAtMs: number, nowMs: number): Fact {
  const atMs = factTime(event.reportedAtMs, recordAtMs, nowMs);
  const { binding } = event;
  const report = binding
    ? tokenReport(event, binding.certificateId, binding.token, atMs)
    : plainReport(event, 'push-off', atMs);
  return { is: 'report', report, mayWait: true };
}

export const certificateFact = (event: CertificateChanged): Fact => ({
  is: 'certificate',
  certificate: {
    certificateId: event.certificateId,
    app: event.app,
    vendor: event.vendor,
    state: event.state,
    effectiveAtMs: Math.min(...event.versions.map((version) => version.effectiveAtMs)),
    changedAtMs: event.changedAtMs,
  },
});

/** Without a time of the vendor, the beginning of the call counts: what was reported while it ran is newer than what the vendor judged. */
export function deathFact(
  app: string,
  outcome: Outcome & { token: string },
  recordAtMs: number,
  nowMs: number,
): Fact {
  const { vendor, certificateId, token, tokenDeadAtMs, calledAtMs, endedAtMs } = outcome;
  const deadAtMs = factTime(tokenDeadAtMs ?? calledAtMs ?? endedAtMs, recordAtMs, nowMs);
  return { is: 'death', death: { tokenHash: phoneOf(app, vendor, token), certificateId, deadAtMs } };
}

/** A phone by what its vendor calls it. */
export const phoneOf = (app: string, vendor: string, token: string): string =>
  tokenHashOf(app, vendor, canonicalTokenOf(vendor, token));

export const isDead = (outcome: PushOutcome['outcomes'][number]): outcome is Outcome & { token: string } =>
  outcome.state === 'token-dead' && outcome.token !== undefined;

export type DeadTokenReceipt = PushReceipted & { token: string };

export const isDeadReceipt = (receipt: PushReceipted): receipt is DeadTokenReceipt =>
  receipt.event === 'token-dead' && receipt.token !== undefined;

/** `holders`: whose token it is. They get its successor, if there is one, before it dies. */
export function receiptFacts(
  { app, vendor, certificateId, token, successor, atMs }: DeadTokenReceipt,
  holders: readonly SessionKey[],
  recordAtMs: number,
  nowMs: number,
): Fact[] {
  const deadAtMs = factTime(atMs, recordAtMs, nowMs);
  const tokenHash = phoneOf(app, vendor, token);
  const successions = holders.flatMap((holder): Fact[] =>
    successor === undefined
      ? []
      : [
          {
            is: 'succession',
            of: tokenHash,
            report: tokenReport(holder, certificateId, successor, deadAtMs),
          },
        ],
  );
  return [...successions, { is: 'death', death: { tokenHash, certificateId, deadAtMs } }];
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
