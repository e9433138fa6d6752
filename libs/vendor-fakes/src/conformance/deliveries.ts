// Deliveries to phones of a vendor, and the way to its fake.
import { messageKeyOf, targetIdOf } from '@offline-push/contracts';
import { type Connection, type Delivery, MemoryShelf, type Vendor } from '@offline-push/vendors/send';
import type { Subject } from './subject';

let drawn = 0;

/** A delivery of its own message, unless told otherwise. */
export function aDelivery(fields: Partial<Delivery> = {}): Delivery {
  const number = ++drawn;
  return {
    targetId: targetIdOf('push', `device-${number}`),
    messageKey: messageKeyOf('demo', `m-${number}`),
    token: `ok-${number}`,
    content: { title: 'Alice', text: 'Are you coming tonight?', ext: '{"conversation":"c2c-alice-bob"}' },
    expiresAtMs: Date.now() + 3_600_000,
    ...fields,
  };
}

export const deliveries = (count: number, fields: Partial<Delivery> = {}): Delivery[] =>
  Array.from({ length: count }, () => aDelivery(fields));

/** All endpoints of a vendor at its place in a server of fakes. */
export const connectionTo = (
  vendor: Vendor,
  serverUrl: string,
  credential: unknown,
  settings: unknown,
): Connection => ({
  credential,
  settings,
  endpoints: Object.fromEntries(
    Object.keys(vendor.endpoints).map((name) => [name, `${serverUrl}/${vendor.id}`]),
  ),
  accessTokens: new MemoryShelf(),
});

/** The builders above with tokens of this vendor: words that fakes know are translated, impossible tokens stay what they are. */
export function buildersFor({ tokenFor = (word) => word }: Pick<Subject, 'tokenFor'>) {
  let serverUrl: string | undefined;
  const translated = (word: string): string =>
    /^[a-z]+-[a-z0-9-]+$/.test(word) ? tokenFor(word, serverUrl) : word;
  /** From now on tokens may name this server. */
  const servedAt = (url: string): void => {
    serverUrl = url;
  };
  const one = (fields: Partial<Delivery> = {}): Delivery => {
    const delivery = aDelivery(fields);
    return { ...delivery, token: translated(delivery.token) };
  };
  const many = (count: number, fields: Partial<Delivery> = {}): Delivery[] =>
    Array.from({ length: count }, () => one(fields));
  return { one, many, servedAt };
}

export type Builders = ReturnType<typeof buildersFor>;
