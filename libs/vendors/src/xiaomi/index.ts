// Xiaomi MiPush, mainland China. How it behaves and where it surprises: README.md beside this file.
import type { Vendor } from '../vendor';
import { open } from './client';
import { probe } from './probe';
import { XiaomiCredential, XiaomiSettings } from './credential';
import { XiaomiOptions } from './options';
import { MAX_TARGETS, plan } from './plan';
import type { XiaomiRequest } from './request';
import { receipts } from './receipts';
import { token } from './token';

/** With answers after 50 ms this is 320 requests a second and certificate; the lowest tier allows 500. */
const CONCURRENT_CALLS = 16;

export const xiaomi: Vendor<XiaomiCredential, XiaomiSettings, XiaomiRequest> = {
  id: 'xiaomi',
  displayName: 'Xiaomi MiPush',
  limits: { deliveriesPerPlan: MAX_TARGETS, concurrentCalls: CONCURRENT_CALLS, deadlineMs: 5_000 },
  endpoints: { api: 'https://api.xmpush.xiaomi.com' },
  credential: XiaomiCredential,
  settings: XiaomiSettings,
  options: XiaomiOptions,
  token,
  plan,
  open: (connection) => open(connection, CONCURRENT_CALLS),
  probe,
  receipts,
};
