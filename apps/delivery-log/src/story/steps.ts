// A device's part of a story → its steps in order of time, each with its witness. Pure. Meanings and remedies come from the contracts.
import {
  ADDRESS,
  DEAD_LETTER,
  filled,
  GATE,
  type Language,
  OUTCOME,
  RECEIPT,
  STEP,
  type Text,
  type VerdictKind,
  VERDICTS,
} from '@offline-push/contracts';
import type { Attempt, Device, Outcome, Person, Receipt, Stop, Story } from './story';

/** Who says so: our own services; the vendor; the phone, of which the vendor tells. */
export const WITNESSES = ['us', 'vendor', 'phone'] as const;
export const STAGES = ['sent', 'gate', 'addressing', 'dead-letter', 'attempt', 'end', 'receipt'] as const;

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
  end?: Attempt['end'];
  notes?: readonly string[] | undefined;
}

/** Before a language is chosen. */
type Said = Omit<Step, 'means'> & { means: Text };

/** Whole recipients without a device have what comes before their devices. */
export function stepsOf(story: Story, person: Person, device?: Device, language: Language = 'en'): Step[] {
  const vendor = device?.address?.vendor ?? device?.outcome?.vendor;
  const steps = [
    ...sentSteps(story),
    ...(device === undefined ? wholeOf(person) : decisionsOf(device)),
    ...letterOf(device === undefined ? person : device),
    ...(device?.attempts ?? []).map((attempt) => attemptStep(attempt, vendor)),
    ...(device?.outcome === undefined ? [] : [endStep(device.outcome)]),
    ...(device?.receipts ?? []).map(receiptStep),
  ];
  const place = ({ stage }: Step): number => STAGES.indexOf(stage);
  return steps
    .map(({ means, ...step }) => ({ ...step, means: means[language] }))
    .sort((a, b) => a.atMs - b.atMs || place(a) - place(b));
}

/** A reason that a newer release added has no words here. */
const named = (code: string): Text => ({ en: code, 'zh-CN': code });

const wholeOf = ({ stop }: Person): Said[] => (stop === undefined ? [] : [stopped('gate', stop, GATE)]);

const letterOf = ({ letter }: Pick<Device, 'letter'>): Said[] =>
  letter === undefined ? [] : [stopped('dead-letter', letter, DEAD_LETTER)];

function sentSteps({ sent, notes }: Story): Said[] {
  if (sent === undefined) return [];
  const step = { stage: 'sent', witness: 'us' } as const;
  const first = {
    ...step,
    atMs: sent.atMs,
    result: 'published',
    means: filled(STEP.published, { place: sent.place }),
  };
  const again = sent.againAtMs;
  return [
    { ...first, notes },
    ...(again === undefined
      ? []
      : [{ ...step, atMs: again, result: 'published-again', means: STEP['published-again'] }]),
  ];
}

function decisionsOf({ gateStop, gatedAtMs, addressStop, address }: Device): Said[] {
  const us = { witness: 'us', result: 'onward' } as const;
  return [
    ...(gateStop === undefined ? [] : [stopped('gate', gateStop, GATE)]),
    ...(gatedAtMs === undefined
      ? []
      : [
          {
            ...us,
            stage: 'gate' as const,
            atMs: gatedAtMs,
            means: STEP['gate-onward'],
          },
        ]),
    ...(addressStop === undefined ? [] : [stopped('addressing', addressStop, ADDRESS)]),
    ...(address === undefined
      ? []
      : [
          {
            ...{ ...us, stage: 'addressing' as const, atMs: address.atMs },
            ...{ vendor: address.vendor, certificateId: address.certificateId },
            means: STEP['addressing-onward'],
          },
        ]),
  ];
}

const stopped = (
  stage: 'gate' | 'addressing' | 'dead-letter',
  { reason, atMs }: Stop<string>,
  reasons: { readonly [code: string]: { readonly means: Text } },
): Said => ({ stage, witness: 'us', atMs, result: reason, means: reasons[reason]?.means ?? named(reason) });

/** No answer came: then only we can say so. */
const OURS: ReadonlySet<VerdictKind> = new Set(['unavailable']);

function attemptStep({ number, verdict, ...attempt }: Attempt, vendor: string | undefined): Said {
  return {
    ...{ stage: 'attempt', witness: OURS.has(verdict) ? 'us' : 'vendor', attempt: number },
    ...{ result: verdict, means: VERDICTS[verdict] ?? named(verdict), vendor },
    ...attempt,
  };
}

const endStep = ({ state, attempts, detail, atMs, ...outcome }: Outcome): Said => ({
  ...{ stage: 'end', witness: 'us', atMs, result: state, means: OUTCOME[state]?.means ?? named(state) },
  ...{ vendor: outcome.vendor, certificateId: outcome.certificateId, attempt: attempts },
  ...{ code: outcome.code, says: detail, vendorMessageId: outcome.vendorMessageId, notes: outcome.notes },
  ...(outcome.inDoubt > 0 && { inDoubt: outcome.inDoubt }),
});

/** What somebody did to the notification, only the phone can have seen. */
const SEEN_BY_PHONE: ReadonlySet<Receipt['event']> = new Set(['clicked', 'removed']);

const receiptStep = ({ event, atMs, code }: Receipt): Said => ({
  ...{ stage: 'receipt', witness: SEEN_BY_PHONE.has(event) ? 'phone' : 'vendor' },
  ...{ atMs, result: event, means: RECEIPT[event]?.means ?? named(event), code },
});
