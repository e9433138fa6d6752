// Meizu (Flyme) push. How it behaves and where it surprises: README.md beside this file.
import type { Vendor } from '../vendor';
import { catalog } from './catalog';
import { open } from './client';
import type { MeizuCredential, MeizuSettings } from './credential';
import { type MeizuRequest, plan } from './plan';
import { probe } from './probe';

export const meizu: Vendor<MeizuCredential, MeizuSettings, MeizuRequest> = {
  ...catalog,
  plan,
  open: (connection) => open(connection, catalog.limits.concurrentCalls),
  probe,
};
