// Web Push, for browsers and UnifiedPush (RFC 8030, 8188, 8291, 8292). How it behaves and where it surprises: README.md beside this file.
import type { Vendor } from '../vendor';
import { catalog } from './catalog';
import { open } from './client';
import type { WebPushCredential, WebPushSettings } from './credential';
import { plan, type WebPushRequest } from './plan';
import { probe } from './probe';

export const webPush: Vendor<WebPushCredential, WebPushSettings, WebPushRequest> = {
  ...catalog,
  plan,
  open,
  probe,
  endOf: () => ({
    what: 'secret',
    says: 'A VAPID key has no end. A new one makes all subscriptions useless.',
  }),
};
