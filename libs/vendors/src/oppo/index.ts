// OPPO push (HeyTap), for OPPO, OnePlus and realme phones. How it behaves and where it surprises: README.md beside this file.
import type { Vendor } from '../vendor';
import { catalog } from './catalog';
import { open } from './client';
import type { OppoCredential, OppoSettings } from './credential';
import { plan } from './plan';
import { probe } from './probe';
import type { OppoRequest } from './request';

export const oppo: Vendor<OppoCredential, OppoSettings, OppoRequest> = {
  ...catalog,
  plan,
  open: (connection) => open(connection, catalog.limits.concurrentCalls),
  probe,
};
