// The knowledge about Meizu without its client: forms and their words, limits, tokens, receipts. Does no I/O.
import type { CatalogEntry } from '../vendor';
import { ANSWER_CODES, PHONE_CODES } from './codes';
import { MeizuCredential, MeizuSettings } from './credential';
import { icon } from './icon';
import { MeizuOptions } from './options';
import { receipts } from './receipts';
import { token } from './token';
import { formWords } from './words';

/** pushIds of a request since August 2023 (sheet, 0.6 and 5). */
export const MAX_TARGETS = 100;
/** With answers after 50 ms these are 80 requests a second and certificate; an app has 200 unless it asks for more (sheet, 5). */
const CONCURRENT_CALLS = 4;

export const catalog = {
  id: 'meizu',
  displayName: 'Meizu Flyme push',
  limits: { deliveriesPerPlan: MAX_TARGETS, concurrentCalls: CONCURRENT_CALLS, deadlineMs: 5_000 },
  endpoints: {
    api: 'https://server-api-push.meizu.com',
    overseas: 'https://server-api-push.in.meizu.com',
  },
  credential: MeizuCredential,
  settings: MeizuSettings,
  options: MeizuOptions,
  token,
  dailyQuota: false,
  receipts,
  bindsTokens: ['appId'],
  codes: [...ANSWER_CODES, ...PHONE_CODES],
  words: formWords,
  icon,
} satisfies CatalogEntry<MeizuCredential, MeizuSettings>;
