// The knowledge about Web Push without its client: forms and their words, limits, tokens. Does no I/O.
import { ANY_HOST, type CatalogEntry } from '../vendor';
import { CODES } from './codes';
import { WebPushCredential, WebPushSettings } from './credential';
import { icon } from './icon';
import { WebPushOptions } from './options';
import { token } from './token';
import { formWords } from './words';

/** For all push services together. With answers after 50 ms this is 1,280 requests a second. */
const CONCURRENT_CALLS = 64;
/** Each delivery is a call and each subscription is checked, so a larger plan would delay the answers that come meanwhile. */
const DELIVERIES_PER_PLAN = 50;

export const catalog = {
  id: 'web-push',
  displayName: 'Web Push',
  limits: { deliveriesPerPlan: DELIVERIES_PER_PLAN, concurrentCalls: CONCURRENT_CALLS, deadlineMs: 10_000 },
  endpoints: { service: ANY_HOST },
  credential: WebPushCredential,
  settings: WebPushSettings,
  options: WebPushOptions,
  token,
  dailyQuota: false,
  reaches: 'all',
  bindsTokens: ['publicKey'],
  codes: CODES,
  ifSilent:
    'If nothing showed: does the browser run, are notifications allowed for the site and for the browser, and does the service worker show one for each push?',
  words: formWords,
  icon,
} satisfies CatalogEntry<WebPushCredential, WebPushSettings>;
