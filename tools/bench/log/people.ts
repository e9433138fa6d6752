// Who the stored pushes are for: users of several apps, some of whom get very many messages. Pure: a number → a user.
import { canonicalTokenOf, CATALOG } from '@offline-push/vendors/catalog';
import { tokenHashOf } from '@offline-push/contracts';
import type { Dice } from './dice';

export interface Phone {
  device: string;
  session: string;
  vendor: string;
  certificateId: number;
  token: string;
  tokenHash: string;
}

export interface User {
  app: string;
  user: string;
  /** One in seven has two. */
  phones: Phone[];
}

/** The first half of all messages is of the first app. */
export const APPS = ['chat', 'market', 'mail', 'games', 'school'] as const;
const SHARES = [0.5, 0.75, 0.88, 0.96, 1];
export const VENDORS = CATALOG.map(({ id }) => id);

export const appOf = ({ next }: Dice): number => {
  const share = next();
  return SHARES.findIndex((upTo) => share < upTo);
};

/** The lower the number, the more messages: of ten million in 200,000 users the first has 22,000. */
export const numberOf = ({ next }: Dice, users: number): number => Math.floor(users * next() ** 2);

export const certificateOf = (app: number, vendor: number): number => 6_000 + 100 * app + vendor;

export function userOf(appNumber: number, n: number): User {
  const app = APPS[appNumber] ?? 'chat';
  const user = `user-${n}`;
  const phones = [phoneOf(app, user, 'phone', certificateOf(appNumber, n % VENDORS.length))];
  if (n % 7 === 0) phones.push(phoneOf(app, user, 'pad', certificateOf(appNumber, (n + 5) % VENDORS.length)));
  return { app, user, phones };
}

function phoneOf(app: string, user: string, kind: string, certificateId: number): Phone {
  const vendor = VENDORS[certificateId % 100] ?? '';
  const token = `token-of-the-${kind}-of-${user}-in-${app}-as-long-as-a-vendor-makes-it`;
  return {
    ...{ device: `${kind}-of-${user}`, session: `session-of-${kind}-of-${user}`, vendor, certificateId },
    ...{ token, tokenHash: tokenHashOf(app, vendor, canonicalTokenOf(vendor, token)) },
  };
}
