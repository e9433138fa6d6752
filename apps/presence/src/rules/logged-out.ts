// The user logged out on this device.
import type { DeviceRule } from './rule';

export const loggedOut: DeviceRule = {
  reason: 'logged-out',
  stops: (session) => session.login === 'logged-out',
};
