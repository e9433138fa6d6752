// What is known of a message: who it was for, what each hop decided of each device, each vendor call, the end, the receipts. Types only.
// A message to many is kept in parts, by user, so that a receipt of one phone touches little.
import type {
  AddressReason,
  DeadLetterReason,
  GateReason,
  LaneAfter,
  OutcomeState,
  PushReceipted,
  VerdictKind,
} from '@offline-push/contracts';

/** The message as its sender published it. Its text is not kept: its length is. */
export interface Sent {
  /** The time of its record. */
  atMs: number;
  /** `partition@offset`. */
  place: string;
  sender?: string | undefined;
  kind?: string | undefined;
  lifetimeSeconds?: number | undefined;
  titleLength: number;
  textLength: number;
  extLength: number;
  /** When it was published for the last time, if more than once. */
  againAtMs?: number | undefined;
}

export interface Stop<Reason extends string> {
  reason: Reason;
  atMs: number;
}

/** How a device is reached. */
export interface Address {
  atMs: number;
  targetId: string;
  vendor: string;
  certificateId: number;
  tokenHash: string;
}

/** A vendor call for one device. */
export interface Attempt {
  /** The first is 1. */
  number: number;
  atMs: number;
  tookMs: number;
  certificateId: number;
  version: number;
  /** How many targets the call carried. */
  carried: number;
  lane: LaneAfter;
  verdict: VerdictKind;
  code?: string | undefined;
  says?: string | undefined;
  vendorMessageId?: string | undefined;
  inDoubt?: number | undefined;
  nextAtMs?: number | undefined;
  /** How the device ended by it. Absent: it went on. */
  end?: OutcomeState | undefined;
}

export interface Outcome {
  atMs: number;
  state: OutcomeState;
  targetId: string;
  vendor: string;
  certificateId: number;
  attempts: number;
  inDoubt: number;
  code?: string | undefined;
  detail?: string | undefined;
  vendorMessageId?: string | undefined;
  /** What was cut at the door or left out for this vendor. */
  notes?: readonly string[] | undefined;
}

export interface Receipt {
  event: PushReceipted['event'];
  atMs: number;
  code?: string | undefined;
}

export interface Device {
  session?: string | undefined;
  /** It was stopped at first; with `evenIfOnline` it may have gone on later. */
  gateStop?: Stop<GateReason> | undefined;
  gatedAtMs?: number | undefined;
  addressStop?: Stop<AddressReason> | undefined;
  address?: Address | undefined;
  attempts: Attempt[];
  outcome?: Outcome | undefined;
  receipts: Receipt[];
  /** The hop that had to decide on it could not read or process the event. */
  letter?: Stop<DeadLetterReason> | undefined;
}

/** A recipient. */
export interface Person {
  /** As a whole: no device of theirs is known. */
  stop?: Stop<GateReason> | undefined;
  /** The message was a dead letter at the gate. */
  letter?: Stop<DeadLetterReason> | undefined;
  devices: Map<string, Device>;
}

/** One part of a message. */
export interface Story {
  app: string;
  messageId: string;
  conversation?: string | undefined;
  sentAtMs?: number | undefined;
  expiresAtMs?: number | undefined;
  contentHash?: string | undefined;
  /** Absent: chat, or no hop has told of it yet. */
  class?: 'bulk' | undefined;
  traceparent?: string | undefined;
  /** What was cut or repaired at the door. */
  notes?: readonly string[] | undefined;
  sent?: Sent | undefined;
  people: Map<string, Person>;
}

export const newStory = (app: string, messageId: string): Story => ({
  app,
  messageId,
  conversation: undefined,
  sentAtMs: undefined,
  expiresAtMs: undefined,
  contentHash: undefined,
  class: undefined,
  traceparent: undefined,
  notes: undefined,
  sent: undefined,
  people: new Map(),
});

export function personIn({ people }: Story, user: string): Person {
  const known = people.get(user);
  if (known !== undefined) return known;
  const person: Person = { stop: undefined, letter: undefined, devices: new Map() };
  people.set(user, person);
  return person;
}

export function deviceIn(story: Story, user: string, id: string): Device {
  const { devices } = personIn(story, user);
  const known = devices.get(id);
  if (known !== undefined) return known;
  const device: Device = {
    session: undefined,
    gateStop: undefined,
    gatedAtMs: undefined,
    addressStop: undefined,
    address: undefined,
    attempts: [],
    outcome: undefined,
    receipts: [],
    letter: undefined,
  };
  devices.set(id, device);
  return device;
}
