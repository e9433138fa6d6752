// Meizu (Flyme) push. How it behaves and where it surprises: README.md beside this file.
import type { Vendor } from '../vendor';
import { open } from './client';
import { MeizuCredential, MeizuSettings } from './credential';
import { MeizuOptions } from './options';
import { MAX_TARGETS, type MeizuRequest, plan } from './plan';
import { probe } from './probe';
import { receipts } from './receipts';
import { token } from './token';

/** With answers after 50 ms these are 80 requests a second and certificate; an app has 200 unless it asks for more (sheet, 5). */
const CONCURRENT_CALLS = 4;

export const meizu: Vendor<MeizuCredential, MeizuSettings, MeizuRequest> = {
  id: 'meizu',
  displayName: 'Meizu Flyme push',
  limits: { deliveriesPerPlan: MAX_TARGETS, concurrentCalls: CONCURRENT_CALLS, deadlineMs: 5_000 },
  endpoints: {
    api: 'https://server-api-push.meizu.com',
    overseas: 'https://server-api-push.in.meizu.com',
  },
  credential: MeizuCredential,
  settings: MeizuSettings,
  options: MeizuOptions,
  token,
  plan,
  open: (connection) => open(connection, CONCURRENT_CALLS),
  probe,
  receipts,
};
