// Two tellings of one message → one. Whatever comes twice or in another order gives the same: of two facts of one kind the earlier counts. Pure.
import type { Attempt, Device, Person, Receipt, Sent, Story } from './story';
import { deviceIn, personIn } from './story';

/** Of the calls of one device: the first of them and the last, between which a vendor that is down says the same each minute. */
const FIRST_ATTEMPTS = 8;
const LAST_ATTEMPTS = 12;

/** `from` goes into `into` and is not to be used any more. */
export function merge(into: Story, from: Story): Story {
  into.conversation ??= from.conversation;
  into.sentAtMs = earliest(into.sentAtMs, from.sentAtMs);
  into.expiresAtMs = earliest(into.expiresAtMs, from.expiresAtMs);
  into.contentHash ??= from.contentHash;
  into.class ??= from.class;
  into.traceparent ??= from.traceparent;
  into.notes ??= from.notes;
  into.sent = sentOf(into.sent, from.sent);
  for (const [user, person] of from.people) {
    if (into.people.has(user)) mergePerson(into, user, person);
    else into.people.set(user, person);
  }
  return into;
}

function mergePerson(into: Story, user: string, { stop, letter, devices }: Person): void {
  const person = personIn(into, user);
  person.stop = first(person.stop, stop);
  person.letter = first(person.letter, letter);
  for (const [id, device] of devices) {
    if (person.devices.has(id)) mergeDevice(deviceIn(into, user, id), device);
    else person.devices.set(id, device);
  }
}

function mergeDevice(into: Device, from: Device): void {
  into.session ??= from.session;
  into.gateStop = first(into.gateStop, from.gateStop);
  into.gatedAtMs = earliest(into.gatedAtMs, from.gatedAtMs);
  into.addressStop = first(into.addressStop, from.addressStop);
  into.address = first(into.address, from.address);
  into.outcome = first(into.outcome, from.outcome);
  into.attempts = attemptsOf(into.attempts, from.attempts);
  into.receipts = receiptsOf(into.receipts, from.receipts);
  into.letter = first(into.letter, from.letter);
}

export function attemptsOf(known: Attempt[], more: readonly Attempt[]): Attempt[] {
  if (more.length === 0) return known;
  if (known.length === 0 && more.length === 1) return [...more];
  const fresh = more.filter(
    ({ number, atMs }) => !known.some((other) => other.number === number && other.atMs === atMs),
  );
  if (fresh.length === 0) return known;
  const all = [...known, ...fresh].sort((a, b) => a.atMs - b.atMs || a.number - b.number);
  return all.length <= FIRST_ATTEMPTS + LAST_ATTEMPTS
    ? all
    : [...all.slice(0, FIRST_ATTEMPTS), ...all.slice(-LAST_ATTEMPTS)];
}

/** One of each kind. */
export function receiptsOf(known: Receipt[], more: readonly Receipt[]): Receipt[] {
  if (more.length === 0) return known;
  if (known.length === 0 && more.length === 1) return [...more];
  const byEvent = new Map(known.map((receipt) => [receipt.event, receipt]));
  for (const receipt of more)
    byEvent.set(receipt.event, first(byEvent.get(receipt.event), receipt) ?? receipt);
  return [...byEvent.values()].sort((a, b) => a.atMs - b.atMs || (a.event < b.event ? -1 : 1));
}

export function sentOf(one: Sent | undefined, other: Sent | undefined): Sent | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  const earlier = first(one, other) ?? one;
  const lastMs = Math.max(one.atMs, other.atMs, one.againAtMs ?? 0, other.againAtMs ?? 0);
  return lastMs > earlier.atMs ? { ...earlier, againAtMs: lastMs } : earlier;
}

/** Of two at one time the one that is written first in the alphabet: it only has to be the same one each time. */
function first<T extends { atMs: number }>(one: T | undefined, other: T | undefined): T | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  if (one.atMs !== other.atMs) return one.atMs < other.atMs ? one : other;
  return JSON.stringify(one) <= JSON.stringify(other) ? one : other;
}

function earliest(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.min(one, other);
}
