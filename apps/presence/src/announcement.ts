// Which sessions have another public status than listeners were last told, and what to tell them.
import type { DeviceStatus, PresenceChanged } from '@offline-push/contracts';
import type { Policy } from './policy';
import type { Session } from './session';
import { statusOf } from './status';

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
    if (status !== session.announced) changed.push(announcementOf(session, status));
  }
  return changed;
}

const announcementOf = (
  { app, user, device, session, phase, seenAtMs }: Session,
  status: DeviceStatus,
): PresenceChanged => ({ app, user, device, session, status, phase, atMs: seenAtMs });
