// Another login took this device out.
import type { DeviceRule } from './rule';

export const kicked: DeviceRule = {
  reason: 'kicked',
  stops: (session) => session.login === 'kicked',
};
