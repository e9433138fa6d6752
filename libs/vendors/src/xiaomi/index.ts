// Xiaomi MiPush, mainland China. How it behaves and where it surprises: README.md beside this file.
import type { Vendor } from '../vendor';
import { catalog } from './catalog';
import { open } from './client';
import { probe } from './probe';
import type { XiaomiCredential, XiaomiSettings } from './credential';
import { plan } from './plan';
import type { XiaomiRequest } from './request';

export const xiaomi: Vendor<XiaomiCredential, XiaomiSettings, XiaomiRequest> = {
  ...catalog,
  plan,
  open: (connection) => open(connection, catalog.limits.concurrentCalls),
  probe,
};
