// OPPO push (HeyTap), for OPPO, OnePlus and realme phones. How it behaves and where it surprises: README.md beside this file.
import type { Vendor } from '../vendor';
import { open } from './client';
import { OppoCredential, OppoSettings } from './credential';
import { OppoOptions } from './options';
import { MAX_TARGETS, plan } from './plan';
import { probe } from './probe';
import { receipts } from './receipts';
import type { OppoRequest } from './request';
import { token } from './token';

/** With answers after 50 ms this is 320 requests a second and certificate, each for up to a thousand phones. */
const CONCURRENT_CALLS = 16;

export const oppo: Vendor<OppoCredential, OppoSettings, OppoRequest> = {
  id: 'oppo',
  displayName: 'OPPO push',
  limits: { deliveriesPerPlan: MAX_TARGETS, concurrentCalls: CONCURRENT_CALLS, deadlineMs: 5_000 },
  // As document 11235 names it by 2026; the SDKs of before know `api.push.oppomobile.com`, which leads to the same service.
  endpoints: { api: 'https://api-push-cn.heytapmobi.com', abroad: 'https://api-intl.push.oppomobile.com' },
  credential: OppoCredential,
  settings: OppoSettings,
  options: OppoOptions,
  token,
  plan,
  open: (connection) => open(connection, CONCURRENT_CALLS),
  probe,
  receipts,
};
