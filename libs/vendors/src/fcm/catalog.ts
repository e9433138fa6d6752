// The knowledge about FCM without its client: forms and their words, limits, tokens. Does no I/O.
import type { CatalogEntry } from '../vendor';
import { FCM_CODES, REASONS, STATUS_CODES } from './codes';
import { FcmCredential, FcmSettings } from './credential';
import { icon } from './icon';
import { FcmOptions } from './options';
import { token } from './token';
import { formWords } from './words';

/** With answers after 100 ms this is 10,000 a second, all that a project may send (600,000 messages a minute). */
const CONCURRENT_CALLS = 1_000;
/** Each is a call of its own here: planning more of them in one go would hold up the answers that come meanwhile. */
const DELIVERIES_PER_PLAN = 100;
/** A refused access token is replaced once. */
const CALLS_PER_SEND = 2;

export const catalog = {
  id: 'fcm',
  displayName: 'Firebase Cloud Messaging',
  // Google's rule is to wait at least ten seconds for an answer.
  limits: {
    deliveriesPerPlan: DELIVERIES_PER_PLAN,
    concurrentCalls: CONCURRENT_CALLS,
    callsPerSend: CALLS_PER_SEND,
    deadlineMs: 10_000,
  },
  endpoints: { auth: 'https://oauth2.googleapis.com', api: 'https://fcm.googleapis.com' },
  credential: FcmCredential,
  settings: FcmSettings,
  options: FcmOptions,
  token,
  dailyQuota: false,
  reaches: 'all',
  ifSilent:
    'If the phone stayed silent: are notifications switched on for the app and for its channel, and was the app not stopped by force?',
  codes: [...FCM_CODES, ...STATUS_CODES, ...REASONS],
  words: formWords,
  icon,
} satisfies CatalogEntry<FcmCredential, FcmSettings>;
