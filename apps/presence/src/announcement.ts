// Which sessions have another public status than listeners were last told, and what to tell them.
import type { DeviceStatus, PresenceChanged } from '@offline-push/contracts';
import type { Policy } from './policy';
import type { Session } from './session';
import { aliveAtMs, isConnected, isInReach, statusOf } from './status';

/** A session with the status that was last announced. A session nobody announced yet counts as logged out. */
export interface KnownSession extends Session {
  announced: DeviceStatus;
}

export function announcementsOf(
  sessions: readonly KnownSession[],
  policy: Policy,
  nowMs: number,
): PresenceChanged[] {
  const changed: PresenceChanged[] = [];
  for (const session of sessions) {
    const status = statusOf(session, policy, nowMs);
    if (status === session.announced) continue;
    const { app, user, device, phase } = session;
    const atMs = changedAtMs(session, policy, nowMs);
    changed.push({ app, user, device, session: session.session, status, phase, atMs });
  }
  return changed;
}

/** Mostly the newest fact. Where time alone made the change, the moment at which it was up. */
function changedAtMs(session: Session, policy: Policy, nowMs: number): number {
  if (session.login !== 'in') return session.seenAtMs;
  if (!isInReach(session, policy, nowMs)) return session.seenAtMs + policy.reachMs;
  const isSilent = session.link === 'up' && !isConnected(session, policy, nowMs);
  return isSilent ? aliveAtMs(session) + policy.silenceMs : session.seenAtMs;
}
