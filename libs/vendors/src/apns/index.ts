// Apple Push Notification service, HTTP/2. How it behaves and where it surprises: README.md beside this file.
import type { Vendor } from '../vendor';
import { catalog } from './catalog';
import { certificateOf } from './certificate';
import { open } from './client';
import type { ApnsCredential, ApnsSettings } from './credential';
import { hurdleOf } from './hurdle';
import { plan } from './plan';
import { probe } from './probe';
import type { ApnsRequest } from './request';

export const apns: Vendor<ApnsCredential, ApnsSettings, ApnsRequest> = {
  ...catalog,
  plan,
  open: (connection) => open(connection, catalog.limits.concurrentCalls),
  probe,
  hurdle: hurdleOf,
  endOf(credential) {
    const what = credential.type;
    if (what === 'p8') return { what, says: 'A key of Apple is good until it is revoked.' };
    const certificate = certificateOf(credential);
    return 'expiresAtMs' in certificate
      ? { what, expiresAtMs: certificate.expiresAtMs }
      : { what, says: certificate.says };
  },
};
