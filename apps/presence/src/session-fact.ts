// What one event says about a session, as a session that knows nothing else; `merge` adds such facts up. Also: when did it happen?
import type { SessionChanged } from '@offline-push/contracts';
import type { Session } from './session';

/** How far a producer's clock may run ahead before its times are not believed. */
export const MAX_CLOCK_SKEW_MS = 60_000;

/**
 * The time of a fact: what the event says, else the record's time stamp. A time from the future would win over every later fact, so
 * the record's time stamp stands in for it (the same again on redelivery), and the present for that.
 */
export function factTime(saidAtMs: number | undefined, recordAtMs: number, nowMs: number): number {
  const latestMs = nowMs + MAX_CLOCK_SKEW_MS;
  if (saidAtMs !== undefined && saidAtMs <= latestMs) return saidAtMs;
  return recordAtMs >= 0 && recordAtMs <= latestMs ? recordAtMs : nowMs;
}

export function sessionFact(event: SessionChanged, recordAtMs: number, nowMs: number): Session {
  const atMs = factTime(event.atMs, recordAtMs, nowMs);
  const fact = nothingSaid(event, atMs);
  switch (event.change) {
    case 'logged-in':
      return {
        ...fact,
        ...{ login: 'in', loginAtMs: atMs, loggedInAtMs: atMs },
        ...{ link: 'up', linkAtMs: atMs, phase: 'foreground', phaseAtMs: atMs },
      };
    case 'connected':
      return { ...fact, link: 'up', linkAtMs: atMs };
    case 'disconnected':
      return { ...fact, link: 'down', linkAtMs: atMs };
    case 'foreground':
    case 'background':
      return { ...fact, phase: event.change, phaseAtMs: atMs };
    case 'logged-out':
    case 'kicked':
    case 'invalidated':
      return { ...fact, login: event.change, loginAtMs: atMs };
    default:
      return event.change satisfies never;
  }
}

const nothingSaid = (event: SessionChanged, atMs: number): Session => ({
  app: event.app,
  user: event.user,
  device: event.device,
  session: event.session,
  platform: event.platform ?? null,
  platformAtMs: event.platform === undefined ? 0 : atMs,
  login: 'none',
  loginAtMs: 0,
  loggedInAtMs: 0,
  link: 'unknown',
  linkAtMs: 0,
  phase: 'unknown',
  phaseAtMs: 0,
  seenAtMs: atMs,
});
