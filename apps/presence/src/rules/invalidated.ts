// An administrator ended the login.
import type { DeviceRule } from './rule';

export const invalidated: DeviceRule = {
  reason: 'invalidated',
  stops: (session) => session.login === 'invalidated',
};
