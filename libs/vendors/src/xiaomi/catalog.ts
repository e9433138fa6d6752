// The knowledge about Xiaomi without its client: forms and their words, limits, tokens, receipts. Does no I/O.
import type { CatalogEntry } from '../vendor';
import { CODES } from './codes';
import { XiaomiCredential, XiaomiSettings } from './credential';
import { icon } from './icon';
import { XiaomiOptions } from './options';
import { receipts } from './receipts';
import { token } from './token';
import { formWords } from './words';

/** Targets of one request, in either form. */
export const MAX_TARGETS = 1000;
/** With answers after 50 ms this is 320 requests a second and certificate; the lowest tier allows 500. */
const CONCURRENT_CALLS = 16;

export const catalog = {
  id: 'xiaomi',
  displayName: 'Xiaomi MiPush',
  limits: { deliveriesPerPlan: MAX_TARGETS, concurrentCalls: CONCURRENT_CALLS, deadlineMs: 5_000 },
  endpoints: { api: 'https://api.xmpush.xiaomi.com' },
  credential: XiaomiCredential,
  settings: XiaomiSettings,
  options: XiaomiOptions,
  token,
  receipts,
  bindsTokens: ['packageName'],
  codes: CODES,
  words: formWords,
  icon,
} satisfies CatalogEntry<XiaomiCredential, XiaomiSettings>;
