// The app is connected and gets the message directly, unless it reported background and the policy pushes then.
import { isConnected } from '../status';
import type { DeviceRule } from './rule';

export const online: DeviceRule = {
  reason: 'online',
  stops: (session, { policy, nowMs }) =>
    isConnected(session, policy, nowMs) && !(session.phase === 'background' && policy.pushInBackground),
};
