// What became of a device, in a sentence, and who must act. Pure.
import {
  type Actor,
  ADDRESS,
  type Advice,
  BOX,
  DEAD_LETTER,
  filled,
  GATE,
  joined,
  type LaneAfter,
  type Language,
  LAST_ANSWER,
  OUTCOME,
  type Reason,
  reasonOfCode,
  REASONS,
  RECEIPT,
  says,
} from '@offline-push/contracts';
import { type Boxed, boxesOf } from '../ledger/boxes';
import type { Device, Person } from './story';

export interface Answer {
  /** Where it is: a box of the ledger. */
  box: Boxed['box'];
  /** Its reason or state; empty where it waits. */
  reason: string;
  means: string;
  who: Actor;
  toDo: string;
}

export function answerOf(person: Person, device?: Device, language: Language = 'en'): Answer {
  const [boxed] = boxesOf(device === undefined ? person : { devices: new Map([['', device]]) });
  const { box, reason } = boxed ?? { box: 'at-gate', reason: '' };
  const { means, who, toDo } = reasonOf({ box, reason }, device);
  return { box, reason, means: means[language], who, toDo: toDo[language] };
}

function reasonOf({ box, reason }: Boxed, device: Device | undefined): Reason {
  if (box === 'stopped-at-gate') return known(GATE, reason);
  if (box === 'stopped-at-addressing') return known(ADDRESS, reason);
  if (box === 'dead-letter') return known(DEAD_LETTER, reason);
  return box === 'settled' ? settled(device, reason) : waits(box, device);
}

function waits(box: Boxed['box'], device: Device | undefined): Reason {
  const last = device?.attempts.at(-1);
  if (last?.code === undefined) return BOX[box];
  const { means, ...advice } = BOX[box];
  const answer = filled(LAST_ANSWER.text, { words: joined(last.code, last.says) });
  return {
    ...advice,
    ...adviceOfLane(last.lane.state),
    ...adviceOf(last.code),
    means: joined(means, answer),
  };
}

/** A lane that stands still says what it waits for, and who can help. */
function adviceOfLane(state: LaneAfter['state']): Advice | undefined {
  if (state === 'open') return undefined;
  const { who, toDo } = REASONS.lane[state];
  return { who, toDo };
}

/** What the phone did with it counts more than that the vendor took it. */
function settled(device: Device | undefined, state: string): Reason {
  const receipt = device?.receipts.at(-1);
  if (receipt !== undefined && state === 'accepted') return known(RECEIPT, receipt.event);
  return { ...known(OUTCOME, state), ...adviceOf(device?.outcome?.code) };
}

const adviceOf = (code: string | undefined): Advice | undefined => {
  const reason = reasonOfCode(code);
  return reason && { who: reason.who, toDo: reason.toDo };
};

/** A reason that a newer release added has no words here. */
function known(reasons: { readonly [code: string]: Reason }, reason: string): Reason {
  return reasons[reason] ?? { ...UNKNOWN, means: { en: reason, 'zh-CN': reason } };
}

const UNKNOWN: Advice = {
  who: 'nobody',
  toDo: says('See docs/why-no-push.md.', '见 docs/why-no-push.zh-cn.md。'),
};
