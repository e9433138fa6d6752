// Huawei Push Kit, for Android and for HarmonyOS. How it behaves and where it surprises: README.md beside this file.
import type { Vendor } from '../vendor';
import { open } from './client';
import { HuaweiCredential, HuaweiSettings } from './credential';
import { HuaweiOptions } from './options';
import { MAX_TOKENS, plan } from './plan';
import { probe } from './probe';
import { receipts } from './receipts';
import type { HuaweiRequest } from './request';
import { token } from './token';

/** With answers after 50 ms these are 1,280 calls a second for messages to one phone each; an app may reach at least 6,000 phones. */
const CONCURRENT_CALLS = 64;

export const huawei: Vendor<HuaweiCredential, HuaweiSettings, HuaweiRequest> = {
  id: 'huawei',
  displayName: 'Huawei Push Kit',
  limits: { deliveriesPerPlan: MAX_TOKENS, concurrentCalls: CONCURRENT_CALLS, deadlineMs: 5_000 },
  endpoints: { auth: 'https://oauth-login.cloud.huawei.com', api: 'https://push-api.cloud.huawei.com' },
  credential: HuaweiCredential,
  settings: HuaweiSettings,
  options: HuaweiOptions,
  token,
  plan,
  open: (connection) => open(connection, CONCURRENT_CALLS),
  probe,
  receipts,
  endOf: ({ serviceAccount }) =>
    serviceAccount === undefined
      ? { what: 'secret', says: 'Huawei takes the client secret until it is reset in AppGallery Connect.' }
      : { what: 'service-account', says: 'The file names no end. Huawei takes it until it is deleted.' },
};
