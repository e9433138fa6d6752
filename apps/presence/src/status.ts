// What login, link, platform and time mean together: is a device connected, in reach, and what is its public status?
import type { DeviceStatus } from '@offline-push/contracts';
import type { Policy } from './policy';
import type { Platform, Session } from './session';

const PUSHABLE: readonly (Platform | null)[] = ['android', 'ios', 'ipados', 'harmonyos', null];
const DESKTOP: readonly (Platform | null)[] = ['windows', 'macos', 'linux', 'web'];

/** Phones and tablets. A session that never named its platform counts as a phone: rather a push too many than one lost. */
export const isPushable = (session: Session): boolean => PUSHABLE.includes(session.platform);

export const isDesktop = (session: Session): boolean => DESKTOP.includes(session.platform);

/** The last fact that came over the link: a login, a connect, a heartbeat, a change of phase. */
export const aliveAtMs = (session: Session): number => Math.max(session.linkAtMs, session.phaseAtMs);

/** The link is up and gave a sign of life within the time of silence. */
export const isConnected = (session: Session, policy: Policy, nowMs: number): boolean =>
  session.link === 'up' && (policy.silenceMs === 0 || nowMs - aliveAtMs(session) <= policy.silenceMs);

export const isInReach = (session: Session, policy: Policy, nowMs: number): boolean =>
  nowMs - session.seenAtMs <= policy.reachMs;

/** Desktops and web pages have no "offline": without a link they are logged out (they cannot be pushed). */
export function statusOf(session: Session, policy: Policy, nowMs: number): DeviceStatus {
  if (session.login !== 'in') return 'logged-out';
  if (isConnected(session, policy, nowMs)) return 'online';
  return isPushable(session) && isInReach(session, policy, nowMs) ? 'offline' : 'logged-out';
}

/** A user is as reachable as the best of the user's devices. */
export function bestOf(statuses: readonly DeviceStatus[]): DeviceStatus {
  if (statuses.includes('online')) return 'online';
  return statuses.includes('offline') ? 'offline' : 'logged-out';
}
