// Honor Push, mainland China. How it behaves and where it surprises: README.md beside this file.
import type { Vendor } from '../vendor';
import { open } from './client';
import { HonorCredential, HonorSettings } from './credential';
import { HonorOptions } from './options';
import { type HonorRequest, MAX_TOKENS, plan } from './plan';
import { probe } from './probe';
import { receipts } from './receipts';
import { token } from './token';

/** Each message is a call, so a gathering of a thousand chats has to find room: eight may wait for each connection. */
const CONNECTIONS = 128;

export const honor: Vendor<HonorCredential, HonorSettings, HonorRequest> = {
  id: 'honor',
  displayName: 'Honor Push',
  // Five seconds hold a login of at most three and the push that waits for it.
  limits: { deliveriesPerPlan: MAX_TOKENS, concurrentCalls: CONNECTIONS, deadlineMs: 5_000 },
  endpoints: { auth: 'https://iam.developer.honor.com', api: 'https://push-api.cloud.honor.com' },
  credential: HonorCredential,
  settings: HonorSettings,
  options: HonorOptions,
  token,
  plan,
  open: (connection) => open(connection, CONNECTIONS),
  probe,
  receipts,
};
