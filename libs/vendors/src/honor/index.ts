// Honor Push, mainland China. How it behaves and where it surprises: README.md beside this file.
import type { Vendor } from '../vendor';
import { catalog } from './catalog';
import { open } from './client';
import type { HonorCredential, HonorSettings } from './credential';
import { type HonorRequest, plan } from './plan';
import { probe } from './probe';

export const honor: Vendor<HonorCredential, HonorSettings, HonorRequest> = {
  ...catalog,
  plan,
  open: (connection) => open(connection, catalog.limits.concurrentCalls),
  probe,
};
