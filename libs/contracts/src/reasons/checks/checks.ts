// "I cannot receive push messages" as a list of checks, in the order in which they are made. delivery-log runs them.
import { CHECKS_OF_MESSAGES } from './checks-of-messages';
import { CHECKS_OF_PHONES } from './checks-of-phones';

export const CHECKS = { ...CHECKS_OF_PHONES, ...CHECKS_OF_MESSAGES } as const;
export type CheckId = keyof typeof CHECKS;

/** In the order in which they are made. */
export const CHECK_IDS = Object.keys(CHECKS) as CheckId[];

/** The five questions of the seed's FAQ, by the checks that answer them. */
export const FAQ = {
  'vendor-limits': ['quota', 'channel', 'length'],
  certificate: ['certificate', 'effective', 'credential', 'environment'],
  token: ['binding'],
  reporting: ['login', 'reported-since-login'],
  'killed-app-test': ['end-to-end'],
} as const satisfies { readonly [question: string]: readonly CheckId[] };
