// What the benchmark sends: who exists, and who gets each message. Pure.
import type { ChatDevice } from '@offline-push/platform';

export type ShapeName = 'one' | 'group';

export interface Phone extends ChatDevice {
  token: string;
  /** Killed while logged in: these are the ones that must ring. */
  isKilled: boolean;
}

export interface Shape {
  name: ShapeName;
  /** Messages a second. */
  rate: number;
  phones: Phone[];
  /** The recipients of message number `n`. */
  recipientsOf: (n: number) => Phone[];
}

const USERS = 3_000;
const GROUP = 500;
const GROUP_KILLED = 300;
const GROUPS = 20;

/** `one`: 1:1 messages to killed phones. `group`: 500 recipients, 300 of them killed, the others online. */
export function shapeOf(name: ShapeName, rate: number): Shape {
  return name === 'one' ? one(rate) : group(rate);
}

function one(rate: number): Shape {
  const phones = Array.from({ length: USERS }, (_, i) => phoneOf(`user-${i}`, true));
  return { name: 'one', rate, phones, recipientsOf: (n) => phones.slice(n % USERS, (n % USERS) + 1) };
}

function group(rate: number): Shape {
  const groups = Array.from({ length: GROUPS }, (_, g) =>
    Array.from({ length: GROUP }, (_, i) => phoneOf(`group-${g}-user-${i}`, i < GROUP_KILLED)),
  );
  return { name: 'group', rate, phones: groups.flat(), recipientsOf: (n) => groups[n % GROUPS] ?? [] };
}

const phoneOf = (user: string, isKilled: boolean): Phone => ({
  user,
  device: `phone-of-${user}`,
  session: `session-of-${user}`,
  token: `ok-${user}`,
  isKilled,
});
