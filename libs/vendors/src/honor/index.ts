// Honor Push, mainland China. How it behaves and where it surprises: README.md beside this file.
import type { Vendor } from '../vendor';
import { open } from './client';
import { HonorCredential, HonorSettings } from './credential';
import { HonorOptions } from './options';
import { type HonorRequest, MAX_TOKENS, plan } from './plan';
import { probe } from './probe';
import { receipts } from './receipts';
import { token } from './token';

/** With answers after 50 ms this is 1,280 requests a second and certificate. What an app may send is in Honor's console only. */
const CONCURRENT_CALLS = 64;

export const honor: Vendor<HonorCredential, HonorSettings, HonorRequest> = {
  id: 'honor',
  displayName: 'Honor Push',
  // Five seconds hold a login of at most three and the push that waits for it.
  limits: { deliveriesPerPlan: MAX_TOKENS, concurrentCalls: CONCURRENT_CALLS, deadlineMs: 5_000 },
  endpoints: { auth: 'https://iam.developer.honor.com', api: 'https://push-api.cloud.honor.com' },
  credential: HonorCredential,
  settings: HonorSettings,
  options: HonorOptions,
  token,
  plan,
  open: (connection) => open(connection, CONCURRENT_CALLS),
  probe,
  receipts,
};
