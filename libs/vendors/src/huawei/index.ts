// Huawei Push Kit, for Android and for HarmonyOS. How it behaves and where it surprises: README.md beside this file.
import type { Vendor } from '../vendor';
import { catalog } from './catalog';
import { open } from './client';
import type { HuaweiCredential, HuaweiSettings } from './credential';
import { plan } from './plan';
import { probe } from './probe';
import type { HuaweiRequest } from './request';

export const huawei: Vendor<HuaweiCredential, HuaweiSettings, HuaweiRequest> = {
  ...catalog,
  plan,
  open: (connection) => open(connection, catalog.limits.concurrentCalls),
  probe,
  endOf: ({ serviceAccount }) =>
    serviceAccount === undefined
      ? { what: 'secret', says: 'Huawei takes the client secret until it is reset in AppGallery Connect.' }
      : { what: 'service-account', says: 'The file names no end. Huawei takes it until it is deleted.' },
};
