// Derives from login, links, platform and time whether a device is connected, whether it has a message, when its link broke, and its public
// status.
import type { DeviceStatus, PresenceChanged } from '@offline-push/contracts';
import { endedAtMs, isUp, type Link, MAX_DOWNS, type Phase, phaseAt } from './link';
import type { Policy } from '../policy';
import type { Platform, Session } from './session';

const DESKTOP: readonly (Platform | null)[] = ['windows', 'macos', 'linux', 'web'];

/** When a message was sent. */
export interface Sent {
  /** By the sender's clock if that is believable: never later than the record. */
  sentAtMs: number;
  /** The time stamp of its record. */
  recordAtMs: number;
}

/** Whether the policy pushes this platform. A session that never named one counts as a phone: a push too many is better than none. */
export const isPushable = ({ platform }: Session, { platforms }: Policy): boolean =>
  platform === null || platforms.includes(platform);

export const isDesktop = (session: Session): boolean => DESKTOP.includes(session.platform);

const isSilent = (link: Link, { silenceMs }: Policy, atMs: number): boolean =>
  silenceMs > 0 && atMs - link.aliveAtMs > silenceMs;

/** A link is up and gave a sign of life within the time of silence. */
export const isConnected = ({ links }: Session, policy: Policy, nowMs: number): boolean =>
  links.some((link) => isUp(link, links) && !isSilent(link, policy, nowMs));

/** Connected by a link that counts: while the policy pushes in background, a link whose app is in background does not. */
export const isReached = ({ links }: Session, policy: Policy, nowMs: number): boolean =>
  links.some(
    (link) =>
      isUp(link, links) &&
      !isSilent(link, policy, nowMs) &&
      (!policy.pushInBackground || phaseAt(link, links, Infinity) !== 'background'),
  );

/** The device was reached when the message was sent or later. So it has the message, whatever its state is now. */
export const hasHad = ({ links }: Session, policy: Policy, sent: Sent): boolean =>
  links.some(
    (link) =>
      link.aliveAtMs > 0 && (gaveSignSince(link, links, policy, sent) || wasUp(link, links, policy, sent)),
  );

/** A sign of life at or after the message. One in the same ms as the record does not count: it may have come before the message. */
function gaveSignSince(link: Link, links: readonly Link[], policy: Policy, sent: Sent): boolean {
  const { sentAtMs, recordAtMs } = sent;
  if (link.seenAtMs < sentAtMs || (sentAtMs === recordAtMs && link.seenAtMs === sentAtMs)) return false;
  if (!policy.pushInBackground) return true;
  const moments = [Math.max(sentAtMs, link.firstAtMs), link.aliveAtMs, ...link.phases.map((it) => it.atMs)];
  return moments.some((atMs) => atMs >= sentAtMs && phaseAt(link, links, atMs) !== 'background');
}

/** The link existed before the message, and its first end came after it. */
function wasUp(link: Link, links: readonly Link[], policy: Policy, { recordAtMs }: Sent): boolean {
  if (links.some((it) => it.downsAtMs.length === MAX_DOWNS && (it.downsAtMs.at(-1) ?? 0) >= link.aliveAtMs))
    return false; // an earlier `disconnected` may have been dropped
  const endMs = Math.floor(endedAtMs(link, links));
  if (endMs <= recordAtMs || link.firstAtMs > recordAtMs || isSilent(link, policy, recordAtMs)) return false;
  return !policy.pushInBackground || phaseAt(link, links, recordAtMs) !== 'background';
}

/** When the last link ended by a `disconnected`; 0 if none did, or if one is up. */
export function brokeAtMs({ links }: Session): number {
  let brokeMs = 0;
  for (const link of links) {
    if (link.aliveAtMs === 0) continue;
    const endMs = endedAtMs(link, links);
    if (endMs === 0) return 0;
    brokeMs = Math.max(brokeMs, endMs);
  }
  return brokeMs;
}

/** The newest sign of life over a link that is up; 0 if none is up. */
export const aliveAtMs = ({ links }: Session): number =>
  links.reduce((ms, link) => (isUp(link, links) ? Math.max(ms, link.aliveAtMs) : ms), 0);

/** What gateways last said of the connections, for people to read. */
export function linkState({ links }: Session): 'unknown' | 'up' | 'down' {
  if (links.some((link) => isUp(link, links))) return 'up';
  return links.some((link) => link.downsAtMs.length > 0) ? 'down' : 'unknown';
}

/** What the client last said of its app over the newest link. */
export function phaseOf({ links }: Session): Phase {
  const [newest] = links
    .filter((link) => link.aliveAtMs > 0)
    .sort((a, b) => Number(isUp(b, links)) - Number(isUp(a, links)) || b.aliveAtMs - a.aliveAtMs);
  return newest === undefined ? 'unknown' : phaseAt(newest, links, Infinity);
}

export const isInReach = (session: Session, policy: Policy, nowMs: number): boolean =>
  nowMs - session.seenAtMs <= policy.reachMs;

/** A device that cannot be pushed is never "offline": without a link it counts as logged out. */
export function statusOf(session: Session, policy: Policy, nowMs: number): DeviceStatus {
  if (session.login !== 'in') return 'logged-out';
  if (isConnected(session, policy, nowMs)) return 'online';
  return isPushable(session, policy) && isInReach(session, policy, nowMs) ? 'offline' : 'logged-out';
}

/** Why it is not online, in the order of the gate; undefined: it is. A link that is up, and not connected, fell silent. */
export function awayCauseOf(session: Session, policy: Policy, nowMs: number): PresenceChanged['cause'] {
  const { login } = session;
  if (login !== 'in') return login === 'none' ? 'never-logged-in' : login;
  if (isConnected(session, policy, nowMs)) return undefined;
  if (!isPushable(session, policy)) return 'not-pushable';
  if (!isInReach(session, policy, nowMs)) return 'out-of-reach';
  return aliveAtMs(session) > 0 ? 'silent' : 'disconnected';
}

/** A user is as reachable as the best of the user's devices. */
export function bestOf(statuses: readonly DeviceStatus[]): DeviceStatus {
  if (statuses.includes('online')) return 'online';
  return statuses.includes('offline') ? 'offline' : 'logged-out';
}
