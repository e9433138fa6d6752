// Nobody opened the app for so long that the login counts as over.
import { isInReach } from '../status';
import type { DeviceRule } from './rule';

export const outOfReach: DeviceRule = {
  reason: 'out-of-reach',
  stops: (session, { policy, nowMs }) => !isInReach(session, policy, nowMs),
};
