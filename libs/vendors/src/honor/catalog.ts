// The knowledge about Honor without its client: forms and their words, limits, tokens, receipts. Does no I/O.
import type { CatalogEntry } from '../vendor';
import { CODES } from './codes';
import { HonorCredential, HonorSettings } from './credential';
import { icon } from './icon';
import { HonorOptions } from './options';
import { receipts } from './receipts';
import { token } from './token';
import { formWords } from './words';

/** Tokens of one call (sheet, 3). */
export const MAX_TOKENS = 1000;
/** With answers after 50 ms this is 1,280 requests a second and certificate. What an app may send is in Honor's console only. */
const CONCURRENT_CALLS = 64;
/** A refused access token is replaced once. */
const CALLS_PER_SEND = 2;

export const catalog = {
  id: 'honor',
  displayName: 'Honor Push',
  // Five seconds hold a login of at most three and the push that waits for it.
  limits: {
    deliveriesPerPlan: MAX_TOKENS,
    concurrentCalls: CONCURRENT_CALLS,
    callsPerSend: CALLS_PER_SEND,
    deadlineMs: 5_000,
  },
  endpoints: { auth: 'https://iam.developer.honor.com', api: 'https://push-api.cloud.honor.com' },
  credential: HonorCredential,
  settings: HonorSettings,
  options: HonorOptions,
  token,
  receipts,
  bindsTokens: ['appId'],
  codes: CODES,
  words: formWords,
  icon,
} satisfies CatalogEntry<HonorCredential, HonorSettings>;
