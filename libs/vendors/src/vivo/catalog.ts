// The knowledge about vivo without its client: forms and their words, limits, tokens, receipts. Does no I/O.
import type { CatalogEntry } from '../vendor';
import { CODES } from './codes';
import { VivoCredential, VivoSettings } from './credential';
import { icon } from './icon';
import { VivoOptions } from './options';
import { receipts } from './receipts';
import { token } from './token';
import { formWords } from './words';

/** Targets of a list: 2 to 1000, else code 10153 (sheet 3.2). */
export const MAX_TARGETS = 1000;
/** With answers after 50 ms this is 1,280 requests a second and certificate; two pods stay below the lowest limit, 3,000. */
const CONCURRENT_CALLS = 64;
/** Save and list, a second save if vivo forgot the first, a neutral text, and each of them with a new access token. */
const CALLS_PER_SEND = 16;

export const catalog = {
  id: 'vivo',
  displayName: 'vivo push',
  limits: {
    deliveriesPerPlan: MAX_TARGETS,
    concurrentCalls: CONCURRENT_CALLS,
    callsPerSend: CALLS_PER_SEND,
    deadlineMs: 5_000,
  },
  endpoints: { api: 'https://api-push.vivo.com.cn' },
  credential: VivoCredential,
  settings: VivoSettings,
  options: VivoOptions,
  token,
  receipts,
  bindsTokens: ['appId'],
  codes: CODES,
  words: formWords,
  icon,
} satisfies CatalogEntry<VivoCredential, VivoSettings>;
