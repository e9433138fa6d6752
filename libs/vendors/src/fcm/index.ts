// Firebase Cloud Messaging, HTTP v1. How it behaves and where it surprises: README.md beside this file.
import type { Vendor } from '../vendor';
import { privateKeyOf } from './assertion';
import { catalog } from './catalog';
import { open } from './client';
import type { FcmCredential, FcmSettings } from './credential';
import { type FcmRequest, plan } from './plan';
import { probe } from './probe';

const UNREADABLE_KEY =
  'is no RSA key that can be read: enter private_key of the file as it is, with its line ends (or \\n)';

export const fcm: Vendor<FcmCredential, FcmSettings, FcmRequest> = {
  ...catalog,
  plan,
  open: (connection) => open(connection, catalog.limits.concurrentCalls),
  probe,
  hurdle: (credential) =>
    Promise.resolve(
      privateKeyOf(credential) === undefined ? { field: '/private_key', rule: UNREADABLE_KEY } : undefined,
    ),
  endOf: () => ({
    what: 'service-account',
    says: "The key file names no end. Google takes it until it is deleted, or as long as the organisation's policy lets keys live.",
  }),
};
