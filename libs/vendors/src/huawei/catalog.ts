// The knowledge about Huawei without its client: forms and their words, limits, tokens, receipts. Does no I/O.
import type { CatalogEntry } from '../vendor';
import { icon } from './icon';
import { DOUBTFUL } from './reasons';
import { CODES } from './codes';
import { HuaweiCredential, HuaweiSettings } from './credential';
import { HuaweiOptions } from './options';
import { receipts } from './receipts';
import { token } from './token';
import { formWords } from './words';

/** Sheet, 5. */
export const MAX_TOKENS = 1000;
/** With answers after 50 ms these are 1,280 calls a second for messages to one phone each; an app may reach at least 6,000 phones. */
const CONCURRENT_CALLS = 64;
/** Without its picture, without its receipt, and each with another access token. */
const CALLS_PER_SEND = 6;

export const catalog = {
  id: 'huawei',
  displayName: 'Huawei Push Kit',
  limits: {
    deliveriesPerPlan: MAX_TOKENS,
    concurrentCalls: CONCURRENT_CALLS,
    callsPerSend: CALLS_PER_SEND,
    deadlineMs: 5_000,
  },
  endpoints: { auth: 'https://oauth-login.cloud.huawei.com', api: 'https://push-api.cloud.huawei.com' },
  credential: HuaweiCredential,
  settings: HuaweiSettings,
  options: HuaweiOptions,
  token,
  doubtfulCodes: DOUBTFUL,
  receipts,
  bindsTokens: ['platform', 'appId'],
  codes: CODES,
  words: formWords,
  icon,
} satisfies CatalogEntry<HuaweiCredential, HuaweiSettings>;
