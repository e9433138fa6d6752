// A device's part of a story → its steps in order of time, each with its witness. Pure. Meanings and remedies come from the contracts.
import {
  ADDRESS_REASONS,
  GATE_REASONS,
  OUTCOME_STATES,
  RECEIPT_REASONS,
  type VerdictKind,
  VERDICT_KINDS,
} from '@offline-push/contracts';
import type { Attempt, Device, Outcome, Receipt, Stop, Story } from './story';

/** Who says so: our own services; the vendor; the phone, of which the vendor tells. */
export const WITNESSES = ['us', 'vendor', 'phone'] as const;
export const STAGES = ['sent', 'gate', 'addressing', 'attempt', 'end', 'receipt'] as const;

export interface Step {
  stage: (typeof STAGES)[number];
  witness: (typeof WITNESSES)[number];
  atMs: number;
  /** A code of a closed list: onward, or the reason, the verdict, the state, the event. */
  result: string;
  /** What that means. */
  means: string;
  vendor?: string | undefined;
  certificateId?: number | undefined;
  version?: number | undefined;
  attempt?: number | undefined;
  tookMs?: number | undefined;
  carried?: number | undefined;
  lane?: Attempt['lane'] | undefined;
  code?: string | undefined;
  says?: string | undefined;
  vendorMessageId?: string | undefined;
  inDoubt?: number | undefined;
  nextAtMs?: number | undefined;
  notes?: readonly string[] | undefined;
}

/** Whole recipients without a device have what comes before their devices. */
export function stepsOf(story: Story, stop: Stop<string> | undefined, device?: Device): Step[] {
  const vendor = device?.address?.vendor ?? device?.outcome?.vendor;
  const steps = [
    ...sentSteps(story),
    ...(stop === undefined ? [] : [stopped('gate', stop, GATE_REASONS)]),
    ...(device === undefined ? [] : decisionsOf(device)),
    ...(device?.attempts ?? []).map((attempt) => attemptStep(attempt, vendor)),
    ...(device?.outcome === undefined ? [] : [endStep(device.outcome)]),
    ...(device?.receipts ?? []).map(receiptStep),
  ];
  const place = ({ stage }: Step): number => STAGES.indexOf(stage);
  return steps.sort((a, b) => a.atMs - b.atMs || place(a) - place(b));
}

function sentSteps({ sent, notes }: Story): Step[] {
  if (sent === undefined) return [];
  const step = { stage: 'sent', witness: 'us' } as const;
  const first = {
    ...step,
    atMs: sent.atMs,
    result: 'published',
    means: `The message was published (${sent.place}).`,
  };
  const again = sent.againAtMs;
  return [
    { ...first, notes },
    ...(again === undefined
      ? []
      : [{ ...step, atMs: again, result: 'published-again', means: 'The message was published again.' }]),
  ];
}

function decisionsOf({ gateStop, gatedAtMs, addressStop, address }: Device): Step[] {
  const us = { witness: 'us', result: 'onward' } as const;
  return [
    ...(gateStop === undefined ? [] : [stopped('gate', gateStop, GATE_REASONS)]),
    ...(gatedAtMs === undefined
      ? []
      : [
          {
            ...us,
            stage: 'gate' as const,
            atMs: gatedAtMs,
            means: 'Logged in and offline: it may be pushed.',
          },
        ]),
    ...(addressStop === undefined ? [] : [stopped('addressing', addressStop, ADDRESS_REASONS)]),
    ...(address === undefined
      ? []
      : [
          {
            ...{ ...us, stage: 'addressing' as const, atMs: address.atMs },
            ...{ vendor: address.vendor, certificateId: address.certificateId },
            means: 'A token reaches it.',
          },
        ]),
  ];
}

const stopped = (
  stage: 'gate' | 'addressing',
  { reason, atMs }: Stop<string>,
  meanings: Readonly<Record<string, string>>,
): Step => ({ stage, witness: 'us', atMs, result: reason, means: meanings[reason] ?? reason });

/** No answer came: then only we can say so. */
const OURS: ReadonlySet<VerdictKind> = new Set(['unavailable']);

function attemptStep({ number, verdict, ...attempt }: Attempt, vendor: string | undefined): Step {
  return {
    ...{ stage: 'attempt', witness: OURS.has(verdict) ? 'us' : 'vendor', attempt: number },
    ...{ result: verdict, means: VERDICT_KINDS[verdict] ?? verdict, vendor },
    ...attempt,
  };
}

const endStep = ({ state, attempts, detail, atMs, ...outcome }: Outcome): Step => ({
  ...{ stage: 'end', witness: 'us', atMs, result: state, means: OUTCOME_STATES[state] ?? state },
  ...{ vendor: outcome.vendor, certificateId: outcome.certificateId, attempt: attempts },
  ...{ code: outcome.code, says: detail, vendorMessageId: outcome.vendorMessageId, notes: outcome.notes },
  ...(outcome.inDoubt > 0 && { inDoubt: outcome.inDoubt }),
});

/** What somebody did to the notification, only the phone can have seen. */
const SEEN_BY_PHONE: ReadonlySet<Receipt['event']> = new Set(['clicked', 'removed']);

const receiptStep = ({ event, atMs, code }: Receipt): Step => ({
  ...{ stage: 'receipt', witness: SEEN_BY_PHONE.has(event) ? 'phone' : 'vendor' },
  ...{ atMs, result: event, means: RECEIPT_REASONS[event] ?? event, code },
});
