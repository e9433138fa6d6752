// A connection of this device was seen, but no login.
import type { DeviceRule } from './rule';

export const neverLoggedIn: DeviceRule = {
  reason: 'never-logged-in',
  stops: (session) => session.login === 'none',
};
