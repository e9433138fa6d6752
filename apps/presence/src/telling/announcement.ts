// Computes what listeners were not told yet about sessions: a new public status, or that somebody tried to revive a session that had ended.
import type { PresenceChanged } from '@offline-push/contracts';
import type { Policy } from '../policy';
import { isRefused, type KnownSession, type Session } from '../sessions/session';
import { aliveAtMs, awayCauseOf, isConnected, isInReach, phaseOf, statusOf } from '../sessions/status';

export function announcementsOf(
  sessions: readonly KnownSession[],
  policy: Policy,
  nowMs: number,
): PresenceChanged[] {
  const changed: PresenceChanged[] = [];
  for (const session of sessions) {
    const status = statusOf(session, policy, nowMs);
    const isNewRefusal = isRefused(session) && session.activeAtMs > session.refusedAtMs;
    if (status === session.announced && !isNewRefusal) continue;
    const { app, user, device, platform, seenAtMs } = session;
    const cause = awayCauseOf(session, policy, nowMs);
    const atMs = isNewRefusal ? session.activeAtMs : changedAtMs(session, policy, nowMs);
    changed.push({
      ...{ app, user, device, session: session.session, status, phase: phaseOf(session) },
      ...(cause !== undefined && { cause }),
      ...(platform !== null && { platform }),
      ...(seenAtMs > 0 && { seenAtMs: Math.floor(cause === 'silent' ? aliveAtMs(session) : seenAtMs) }),
      atMs: Math.floor(atMs),
      ...(isNewRefusal && { refused: 'session-ended' }),
    });
  }
  return changed;
}

/** The time of the newest fact. If no fact but the passing of time made the change, the time when the limit was reached. */
function changedAtMs(session: Session, policy: Policy, nowMs: number): number {
  if (session.login !== 'in') return session.seenAtMs;
  if (!isInReach(session, policy, nowMs)) return session.seenAtMs + policy.reachMs;
  const aliveMs = aliveAtMs(session);
  return aliveMs > 0 && !isConnected(session, policy, nowMs) ? aliveMs + policy.silenceMs : session.seenAtMs;
}
