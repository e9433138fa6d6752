// Vendor calls whose answers are written → push.attempted.v1, one event a call; several for so many targets that a broker would refuse it. Pure.
import { outgoing, type Outgoing } from '@offline-push/bus';
import {
  type AttemptedTarget,
  type AttemptResult,
  bundles,
  type PushAttempted,
  pushAttempted,
  VERDICT_KINDS,
} from '@offline-push/contracts';
import type { Verdict } from '@offline-push/vendors/send';
import { clean, type Settled } from './outcome';
import type { CallMade } from './target';

/** Ids of 128 characters, and words of a vendor for each. */
const FEW_TARGETS = 100;

type Row = Omit<AttemptResult, 'targets'> & { target: AttemptedTarget };

/** Those that ended without a call are not among them. */
export function attemptsOf(settled: readonly Settled[], nowMs: number): Outgoing[] {
  const calls = new Map<CallMade, Settled[]>();
  for (const each of settled) {
    if (each.attempt === undefined) continue;
    const of = calls.get(each.attempt.call);
    if (of === undefined) calls.set(each.attempt.call, [each]);
    else of.push(each);
  }
  return [...calls].flatMap(([call, ofCall]) => recordsOf(call, ofCall, nowMs));
}

function recordsOf(call: CallMade, settled: readonly Settled[], nowMs: number): Outgoing[] {
  const [first] = settled;
  if (first === undefined) return [];
  const { app, certificateId, vendor, traceparent, messageKey } = first.target;
  const isOfOne = settled.every(({ target }) => target.messageKey === messageKey);
  const { version, place, atMs, tookMs, carried, furtherCalls, lane } = call;
  const head: Omit<PushAttempted, 'results'> = {
    ...{ app, certificateId, version, vendor },
    ...(place !== undefined && { place: clean(place, 300) }),
    ...{ atMs, tookMs: Math.round(tookMs), carried },
    ...(furtherCalls > 0 && { furtherCalls }),
    lane,
  };
  const rows = settled.flatMap((each) => rowOf(each, nowMs));
  return bundles(rows, { fewRows: FEW_TARGETS }).map((bundle) =>
    outgoing(pushAttempted, { ...head, results: resultsOf(bundle) }, isOfOne ? traceparent : undefined),
  );
}

function rowOf({ target, settlement, attempt }: Settled, nowMs: number): Row[] {
  if (attempt === undefined) return [];
  const { targetId, messageId, user, device, sentAtMs, attempts, inDoubt } = target;
  const parked = settlement.state === 'parked' ? settlement : undefined;
  return [
    {
      ...wordsOf(attempt.verdict),
      ...(settlement.state !== 'parked' && { end: settlement.state }),
      target: {
        ...{ targetId, messageId, user, device },
        ...(sentAtMs !== undefined && { sentAtMs }),
        attempt: attempts,
        ...(inDoubt > 0 && { inDoubt }),
        ...(parked && { nextAtMs: nowMs + Math.max(0, Math.round(parked.delayMs)) }),
      },
    },
  ];
}

function wordsOf(verdict: Verdict): Omit<AttemptResult, 'targets' | 'end'> {
  if (verdict.kind === 'accepted') {
    const { kind, vendorMessageId } = verdict;
    return {
      verdict: kind,
      ...(vendorMessageId !== undefined && { vendorMessageId: clean(vendorMessageId, 200) }),
    };
  }
  const { kind, code, detail } = verdict;
  // Our own code is wrong then, and the settlement says so.
  if (!(kind in VERDICT_KINDS)) return { verdict: 'unavailable', code: 'verdict-unreadable' };
  return {
    verdict: kind,
    code: clean(code, 100),
    ...(detail !== undefined && { says: clean(detail, 500) }),
  };
}

/** Words are the same for most targets of a call: they are told once. */
function resultsOf(rows: readonly Row[]): AttemptResult[] {
  const results = new Map<string, AttemptResult>();
  for (const { target, ...words } of rows) {
    const key = `${words.verdict}|${words.code}|${words.says}|${words.vendorMessageId}|${words.end}`;
    const known = results.get(key);
    if (known === undefined) results.set(key, { ...words, targets: [target] });
    else known.targets.push(target);
  }
  return [...results.values()];
}
