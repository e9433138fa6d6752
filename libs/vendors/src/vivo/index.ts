// vivo push, mainland China. How it behaves and where it surprises: README.md beside this file.
import type { Vendor } from '../vendor';
import { catalog } from './catalog';
import { open } from './client';
import type { VivoCredential, VivoSettings } from './credential';
import { plan } from './plan';
import { probe } from './probe';
import type { VivoRequest } from './request';

export const vivo: Vendor<VivoCredential, VivoSettings, VivoRequest> = {
  ...catalog,
  plan,
  open: (connection) => open(connection, catalog.limits.concurrentCalls),
  probe,
};
