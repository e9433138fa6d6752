// Firebase Cloud Messaging, HTTP v1. How it behaves and where it surprises: README.md beside this file.
import type { Vendor } from '../vendor';
import { open } from './client';
import { FcmCredential, FcmSettings } from './credential';
import { FcmOptions } from './options';
import { type FcmRequest, plan } from './plan';
import { probe } from './probe';
import { token } from './token';

/** With answers after 100 ms this is 10,000 a second, all that a project may send (600,000 messages a minute). */
const CONCURRENT_CALLS = 1_000;
/** Each is a call of its own here: planning more of them in one go would hold up the answers that come meanwhile. */
const DELIVERIES_PER_PLAN = 100;

export const fcm: Vendor<FcmCredential, FcmSettings, FcmRequest> = {
  id: 'fcm',
  displayName: 'Firebase Cloud Messaging',
  // Google's rule is to wait at least ten seconds for an answer.
  limits: { deliveriesPerPlan: DELIVERIES_PER_PLAN, concurrentCalls: CONCURRENT_CALLS, deadlineMs: 10_000 },
  endpoints: { auth: 'https://oauth2.googleapis.com', api: 'https://fcm.googleapis.com' },
  credential: FcmCredential,
  settings: FcmSettings,
  options: FcmOptions,
  token,
  plan,
  open: (connection) => open(connection, CONCURRENT_CALLS),
  probe,
  endOf: () => ({
    what: 'service-account',
    says: "The key file names no end. Google takes it until it is deleted, or as long as the organisation's policy lets keys live.",
  }),
};
