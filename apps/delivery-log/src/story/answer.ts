// What became of a device, in a sentence, and who must act. Pure.
import {
  ACTORS,
  ADDRESS_REMEDIES,
  ADDRESS_REASONS,
  GATE_REASONS,
  GATE_REMEDIES,
  OUTCOME_REMEDIES,
  OUTCOME_STATES,
  RECEIPT_REASONS,
  RECEIPT_REMEDIES,
  type Remedy,
  remedyOfCode,
} from '@offline-push/contracts';
import { type Boxed, boxesOf } from '../ledger/boxes';
import type { Device, Person } from './story';

export interface Answer {
  /** Where it is: a box of the ledger. */
  box: Boxed['box'];
  /** Its reason or state; empty where it waits. */
  reason: string;
  means: string;
  who: keyof typeof ACTORS;
  toDo: string;
}

const NOBODY = 'nobody';
const PLATFORM = 'platform';
const WAITS: Readonly<Record<string, { means: string } & Remedy>> = {
  'at-gate': {
    means: 'The gate has not decided on it yet.',
    ...{
      who: PLATFORM,
      toDo: 'Is presence well, and how far is it behind (`offline_push_bus_lag_seconds`)?',
    },
  },
  'at-addressing': {
    means: 'Device-bindings has not looked for its token yet.',
    who: PLATFORM,
    toDo: 'Is device-bindings well, and how far is it behind (`offline_push_bus_lag_seconds`)?',
  },
  open: {
    means: 'It waits for its lane.',
    ...{
      who: PLATFORM,
      toDo: 'Its last attempt says what it waits for; without one, the lane of its certificate does.',
    },
  },
};

export function answerOf(person: Person, device?: Device): Answer {
  const [boxed] = boxesOf(device === undefined ? person : { devices: new Map([['', device]]) });
  const { box, reason } = boxed ?? { box: 'at-gate', reason: '' };
  if (box === 'stopped-at-gate') return said(box, reason, GATE_REASONS, GATE_REMEDIES);
  if (box === 'stopped-at-addressing') return said(box, reason, ADDRESS_REASONS, ADDRESS_REMEDIES);
  if (box === 'settled') return settled(device, reason);
  const { means, who, toDo } = WAITS[box] ?? { means: box, who: NOBODY, toDo: '' };
  const last = device?.attempts.at(-1);
  const waits =
    last?.code === undefined
      ? means
      : `${means} The last answer: ${[last.code, last.says].filter(Boolean).join(' ')}.`;
  return { box, reason, means: waits, ...(remedyOfCode(last?.code) ?? { who, toDo }) };
}

/** What the phone did with it counts more than that the vendor took it. */
function settled(device: Device | undefined, state: string): Answer {
  const receipt = device?.receipts.at(-1);
  if (receipt !== undefined && state === 'accepted') {
    const { event } = receipt;
    return {
      box: 'settled',
      reason: state,
      means: RECEIPT_REASONS[event] ?? event,
      ...RECEIPT_REMEDIES[event],
    };
  }
  const answer = said('settled', state, OUTCOME_STATES, OUTCOME_REMEDIES);
  return { ...answer, ...remedyOfCode(device?.outcome?.code) };
}

/** A reason that a newer release added has no words here. */
function said(
  box: Boxed['box'],
  reason: string,
  reasons: Readonly<Record<string, string>>,
  remedies: Readonly<Record<string, Remedy>>,
): Answer {
  return {
    ...{ box, reason, means: reasons[reason] ?? reason },
    ...(remedies[reason] ?? { who: NOBODY, toDo: 'See docs/why-no-push.md.' }),
  };
}
