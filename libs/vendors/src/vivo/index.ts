// vivo push, mainland China. How it behaves and where it surprises: README.md beside this file.
import type { Vendor } from '../vendor';
import { open } from './client';
import { VivoCredential, VivoSettings } from './credential';
import { VivoOptions } from './options';
import { MAX_TARGETS, plan } from './plan';
import { probe } from './probe';
import { receipts } from './receipts';
import type { VivoRequest } from './request';
import { token } from './token';

/** With answers after 50 ms this is 1,280 requests a second and certificate; two pods stay below the lowest limit, 3,000. */
const CONCURRENT_CALLS = 64;

export const vivo: Vendor<VivoCredential, VivoSettings, VivoRequest> = {
  id: 'vivo',
  displayName: 'vivo push',
  limits: { deliveriesPerPlan: MAX_TARGETS, concurrentCalls: CONCURRENT_CALLS, deadlineMs: 5_000 },
  endpoints: { api: 'https://api-push.vivo.com.cn' },
  credential: VivoCredential,
  settings: VivoSettings,
  options: VivoOptions,
  token,
  plan,
  open: (connection) => open(connection, CONCURRENT_CALLS),
  probe,
  receipts,
};
