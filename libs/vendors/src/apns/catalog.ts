// The knowledge about APNs without its client: forms and their words, limits, tokens. Does no I/O.
import type { CatalogEntry } from '../vendor';
import { CODES, DOUBTFUL } from './codes';
import { ApnsCredential, ApnsSettings } from './credential';
import { icon } from './icon';
import { ApnsOptions } from './options';
import { token } from './token';
import { formWords } from './words';

/** The streams that Apple was seen to allow on one connection. With answers after 50 ms this is 20,000 a second. */
const CONCURRENT_CALLS = 1_000;
/** Each delivery is a call, so a larger plan would delay the answers that come meanwhile. */
const DELIVERIES_PER_PLAN = 100;
/** A refused provider token or a connection that is left, once each for a call and for the notification instead of it. */
const CALLS_PER_SEND = 4;

export const catalog = {
  id: 'apns',
  displayName: 'Apple Push Notification service',
  // The sheet recommends ten seconds for an answer (10).
  limits: {
    deliveriesPerPlan: DELIVERIES_PER_PLAN,
    concurrentCalls: CONCURRENT_CALLS,
    callsPerSend: CALLS_PER_SEND,
    deadlineMs: 10_000,
  },
  endpoints: { production: 'https://api.push.apple.com', development: 'https://api.sandbox.push.apple.com' },
  credential: ApnsCredential,
  settings: ApnsSettings,
  options: ApnsOptions,
  token,
  dailyQuota: false,
  reaches: 'apple',
  doubtfulCodes: DOUBTFUL,
  bindsTokens: ['bundleId', 'environment'],
  ifSilent:
    'If the phone stayed silent: are notifications switched on for the app, and is no Focus or summary holding them? `vendorMessageId` is the `apns-id`.',
  // Apple's reasons are words of their own: BadCollapseId is a bad collapse id.
  codes: CODES.map(({ reason, ruling }) => ({
    code: reason,
    means: reason.replace(/\B[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`),
    ruling,
  })),
  words: formWords,
  icon,
} satisfies CatalogEntry<ApnsCredential, ApnsSettings>;
