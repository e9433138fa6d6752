// Firebase Cloud Messaging, HTTP v1. How it behaves and where it surprises: README.md beside this file.
import type { Vendor } from '../vendor';
import { catalog } from './catalog';
import { open } from './client';
import type { FcmCredential, FcmSettings } from './credential';
import { type FcmRequest, plan } from './plan';
import { probe } from './probe';

export const fcm: Vendor<FcmCredential, FcmSettings, FcmRequest> = {
  ...catalog,
  plan,
  open: (connection) => open(connection, catalog.limits.concurrentCalls),
  probe,
  endOf: () => ({
    what: 'service-account',
    says: "The key file names no end. Google takes it until it is deleted, or as long as the organisation's policy lets keys live.",
  }),
};
