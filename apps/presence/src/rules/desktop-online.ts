// The policy mutes phones while the same user sits at a desktop or web session.
import type { Policy } from '../policy';
import type { Session } from '../session';
import { isConnected, isDesktop } from '../status';
import type { DeviceRule } from './rule';

export const desktopOnline: DeviceRule = {
  reason: 'desktop-online',
  stops: (_session, { policy, isDesktopOnline }) => policy.muteWhileDesktopOnline && isDesktopOnline,
};

/** Asked once per recipient, not once per device. */
export const hasDesktopOnline = (devices: readonly Session[], policy: Policy, nowMs: number): boolean =>
  devices.some(
    (session) => session.login === 'in' && isDesktop(session) && isConnected(session, policy, nowMs),
  );
