// What one lane of this process saw of its vendor lately, counted in memory: how long calls took, and what went wrong. Bounded. Pure.
import type { Verdict } from '@offline-push/vendors/send';
import { addTook, type Latency, summed } from './latency';

const SLOT_MS = 10_000;
/** Errors are told of five minutes, latency of one. */
const SLOTS = 30;
const LATENCY_SLOTS = 6;
/** Codes of a slot. Further ones count as OTHER. */
const MOST_CODES = 20;
const OTHER = 'other';
const LONGEST_WORDS = 200;

/** Answers about single targets that were neither taken nor a dead token. */
export interface ErrorCount {
  readonly verdict: Verdict['kind'];
  readonly code: string;
  readonly says?: string | undefined;
  readonly count: number;
}

/** Of a step of the history. */
export interface Step {
  answers: number;
  errors: number;
  latency: Latency;
}

interface Slot {
  readonly number: number;
  readonly latency: Latency;
  readonly errors: Map<string, ErrorCount>;
}

const newStep = (): Step => ({ answers: 0, errors: 0, latency: new Map() });

export class Tally {
  private slots: Slot[] = [];
  private step = newStep();

  /** `tookMs`: absent for what failed before it was a call. */
  add(verdicts: readonly Verdict[], tookMs: number | undefined, nowMs: number): void {
    const slot = this.slotAt(nowMs);
    if (tookMs !== undefined) for (const { latency } of [slot, this.step]) addTook(latency, tookMs);
    this.step.answers += verdicts.length;
    for (const verdict of verdicts) {
      if (verdict.kind === 'accepted' || verdict.kind === 'token-dead') continue;
      this.step.errors += 1;
      addError(slot.errors, verdict);
    }
  }

  /** Of the last minute. */
  latency(nowMs: number): Latency {
    return summed(this.since(nowMs, LATENCY_SLOTS).map(({ latency }) => latency));
  }

  /** Of the last five minutes. */
  errors(nowMs: number): ErrorCount[] {
    return summedErrors(this.since(nowMs, SLOTS).flatMap(({ errors }) => [...errors.values()]));
  }

  /** What came since it was taken last. */
  takeStep(): Step {
    const { step } = this;
    this.step = newStep();
    return step;
  }

  private slotAt(nowMs: number): Slot {
    const number = Math.floor(nowMs / SLOT_MS);
    const last = this.slots.at(-1);
    if (last !== undefined && last.number >= number) return last;
    const slot = { number, latency: new Map(), errors: new Map() };
    this.slots = [...this.since(nowMs, SLOTS - 1), slot];
    return slot;
  }

  private since(nowMs: number, slots: number): Slot[] {
    const from = Math.floor(nowMs / SLOT_MS) - slots;
    return this.slots.filter(({ number }) => number > from);
  }
}

function addError(errors: Map<string, ErrorCount>, verdict: Exclude<Verdict, { kind: 'accepted' }>): void {
  const { kind, code: given, detail } = verdict;
  const isRoom = errors.size < MOST_CODES || errors.has(nameOf({ verdict: kind, code: given }));
  const code = isRoom ? given : OTHER;
  const name = nameOf({ verdict: kind, code });
  const known = errors.get(name);
  const says = known?.says ?? (isRoom ? detail?.slice(0, LONGEST_WORDS) : undefined);
  errors.set(name, { verdict: kind, code, says, count: (known?.count ?? 0) + 1 });
}

/** Also of several pods. The most frequent come first. */
export function summedErrors(all: readonly ErrorCount[]): ErrorCount[] {
  const sum = new Map<string, ErrorCount>();
  for (const one of all) {
    const known = sum.get(nameOf(one));
    sum.set(nameOf(one), known === undefined ? one : { ...known, count: known.count + one.count });
  }
  return [...sum.values()].sort((a, b) => b.count - a.count);
}

const nameOf = ({ verdict, code }: Pick<ErrorCount, 'verdict' | 'code'>): string => `${verdict} ${code}`;
