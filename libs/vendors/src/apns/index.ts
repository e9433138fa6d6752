// Apple Push Notification service, HTTP/2. How it behaves and where it surprises: README.md beside this file.
import type { Vendor } from '../vendor';
import { certificateOf } from './certificate';
import { open } from './client';
import { ApnsCredential, ApnsSettings } from './credential';
import { ApnsOptions } from './options';
import { tooMuchWork } from './p12-work';
import { plan } from './plan';
import { probe } from './probe';
import type { ApnsRequest } from './request';
import { token } from './token';

/** The streams that Apple was seen to allow on one connection. With answers after 50 ms this is 20,000 a second. */
const CONCURRENT_CALLS = 1_000;
/** Each is a call of its own here: planning more of them in one go would hold up the answers that come meanwhile. */
const DELIVERIES_PER_PLAN = 100;

export const apns: Vendor<ApnsCredential, ApnsSettings, ApnsRequest> = {
  id: 'apns',
  displayName: 'Apple Push Notification service',
  // The sheet recommends ten seconds for an answer (10).
  limits: { deliveriesPerPlan: DELIVERIES_PER_PLAN, concurrentCalls: CONCURRENT_CALLS, deadlineMs: 10_000 },
  endpoints: { production: 'https://api.push.apple.com', development: 'https://api.sandbox.push.apple.com' },
  credential: ApnsCredential,
  settings: ApnsSettings,
  options: ApnsOptions,
  token,
  plan,
  open: (connection) => open(connection, CONCURRENT_CALLS),
  probe,
  async hurdle(credential) {
    const rule = credential.type === 'p12' ? await tooMuchWork(credential) : undefined;
    return rule === undefined ? undefined : { field: '/p12', rule };
  },
  endOf(credential) {
    const what = credential.type;
    if (what === 'p8') return { what, says: 'A key of Apple is good until it is revoked.' };
    const certificate = certificateOf(credential);
    return 'expiresAtMs' in certificate
      ? { what, expiresAtMs: certificate.expiresAtMs }
      : { what, says: certificate.says };
  },
};
