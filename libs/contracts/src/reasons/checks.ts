// "I cannot receive push messages" as a list of checks, in the order in which they are made. delivery-log runs them.
import { CHECKS_OF_MESSAGES } from './checks-of-messages';
import { CHECKS_OF_PHONES } from './checks-of-phones';
import { says, type Text } from './words';

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

export const FAQ_ASKS = {
  'vendor-limits': says('Is it within what the vendor allows?', '是否在厂商的限制之内？'),
  certificate: says('Is the certificate complete, good, and in force?', '证书是否完整、有效且已生效？'),
  token: says('Has the phone a token that is bound?', '手机是否拿到 token 并已绑定？'),
  reporting: says('Does the app report after each login?', '应用每次登录后是否上报？'),
  'killed-app-test': says('Does a killed app ring?', '被杀死的应用会响吗？'),
} as const satisfies Readonly<Record<keyof typeof FAQ, Text>>;
