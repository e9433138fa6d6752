// The knowledge about OPPO without its client: forms and their words, limits, tokens, receipts. Does no I/O.
import type { CatalogEntry } from '../vendor';
import { CODES } from './codes';
import { OppoCredential, OppoSettings } from './credential';
import { icon } from './icon';
import { OppoOptions } from './options';
import { receipts } from './receipts';
import { token } from './token';
import { formWords } from './words';

/** Messages of a batch, and registration IDs of a list (sheet 5). */
export const MAX_TARGETS = 1000;
/** With answers after 50 ms this is 320 requests a second and certificate, each for up to a thousand phones. */
const CONCURRENT_CALLS = 16;
/** A message is saved before its list, and each with another access token. */
const CALLS_PER_SEND = 4;

export const catalog = {
  id: 'oppo',
  displayName: 'OPPO push',
  limits: {
    deliveriesPerPlan: MAX_TARGETS,
    concurrentCalls: CONCURRENT_CALLS,
    callsPerSend: CALLS_PER_SEND,
    deadlineMs: 5_000,
  },
  // As document 11235 names it by 2026; the SDKs of before know `api.push.oppomobile.com`, which leads to the same service.
  endpoints: { api: 'https://api-push-cn.heytapmobi.com', abroad: 'https://api-intl.push.oppomobile.com' },
  credential: OppoCredential,
  settings: OppoSettings,
  options: OppoOptions,
  token,
  receipts,
  codes: CODES,
  words: formWords,
  icon,
} satisfies CatalogEntry<OppoCredential, OppoSettings>;
