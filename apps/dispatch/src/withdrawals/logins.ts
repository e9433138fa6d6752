// Reads from session.changed.v1 when sessions logged in, by time and offset of the records. Pure.
import { type BusRecord, orderTime } from '@offline-push/bus';
import type { SessionChanged } from '@offline-push/contracts';

export interface Login {
  app: string;
  user: string;
  device: string;
  session: string;
  /** With a fraction of a ms that orders logins, because the records of one batch share their time. */
  loginAtMs: number;
}

/** One row per session, with its first login. */
export function loginsOf(
  changes: readonly { event: SessionChanged; record: BusRecord }[],
  nowMs: number,
): Login[] {
  const first = new Map<string, Login>();
  for (const { event, record } of changes) {
    if (event.change !== 'logged-in') continue;
    const { app, user, device, session } = event;
    const login = { app, user, device, session, loginAtMs: orderTime(record, nowMs) };
    const known = first.get(sessionKeyOf(login));
    if (known === undefined || login.loginAtMs < known.loginAtMs) first.set(sessionKeyOf(login), login);
  }
  return [...first.values()];
}

export const sessionKeyOf = ({ app, user, device, session }: Omit<Login, 'loginAtMs'>): string =>
  JSON.stringify([app, user, device, session]);
