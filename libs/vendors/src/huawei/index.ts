// Huawei Push Kit, for Android and for HarmonyOS. How it behaves and where it surprises: README.md beside this file.
import type { Vendor } from '../vendor';
import { catalog } from './catalog';
import { open } from './client';
import { rsaKey } from '../shared/access/jwt';
import type { HuaweiCredential, HuaweiSettings } from './credential';
import { plan } from './plan';
import { probe } from './probe';
import type { HuaweiRequest } from './request';

const UNREADABLE_KEY =
  'is no RSA key that can be read: enter private_key of the file as it is, with its line ends (or \\n)';

export const huawei: Vendor<HuaweiCredential, HuaweiSettings, HuaweiRequest> = {
  ...catalog,
  plan,
  open: (connection) => open(connection, catalog.limits.concurrentCalls),
  probe,
  hurdle: ({ serviceAccount }) =>
    Promise.resolve(
      serviceAccount !== undefined && rsaKey(serviceAccount.private_key) === undefined
        ? { field: '/serviceAccount/private_key', rule: UNREADABLE_KEY }
        : undefined,
    ),
  endOf: ({ serviceAccount }) =>
    serviceAccount === undefined
      ? { what: 'secret', says: 'Huawei takes the client secret until it is reset in AppGallery Connect.' }
      : { what: 'service-account', says: 'The file names no end. Huawei takes it until it is deleted.' },
};
