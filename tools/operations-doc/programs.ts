/* eslint-disable @nx/enforce-module-boundaries -- settings belong to their apps; a page about them reads them there, and nothing else */
// Who reads which settings. The sandbox is for development and has a README of its own.
import type { Fields } from '@offline-push/service-kit';
import { certificatesFields } from '../../apps/certificates/src/certificates.config';
import { consoleFields } from '../../apps/console/server/src/console.config';
import { deviceBindingsFields } from '../../apps/device-bindings/src/device-bindings.config';
import { dispatchFields } from '../../apps/dispatch/src/dispatch.config';
import { presenceFields } from '../../apps/presence/src/presence.config';
import { deliveryLogFields } from '../../apps/delivery-log/src/delivery-log.config';
import { topicsFields } from '../topics/src/topics.config';

export const PROGRAMS: Readonly<Record<string, Fields>> = {
  certificates: certificatesFields,
  presence: presenceFields,
  'device-bindings': deviceBindingsFields,
  dispatch: dispatchFields,
  'delivery-log': deliveryLogFields,
  console: consoleFields,
  'topics job': topicsFields,
};
