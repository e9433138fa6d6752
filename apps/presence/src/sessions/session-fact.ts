// Turns one event into a session that knows only this event; `merge` adds such sessions up. Also decides when the event happened.
import { orderTime, type Placed, recordTime } from '@offline-push/bus';
import type { SessionChanged } from '@offline-push/contracts';
import type { Link } from './link';
import type { Session } from './session';

/** 2001-09-09. A smaller number is a time in seconds, or no time. */
export const FIRST_TIME_MS = 1_000_000_000_000;

/** The parts of a Kafka record that give the time of its event. */
export interface Recorded extends Placed {
  timestampMs: number;
}

/** The producer's time if it is older than the record's: a producer's clock may make a fact older, never newer. */
export const claimedTime = (atMs: number | undefined, recordAtMs: number): number =>
  atMs === undefined || atMs < FIRST_TIME_MS ? recordAtMs : Math.min(atMs, recordAtMs);

export function sessionFact(event: SessionChanged, record: Recorded, nowMs: number): Session {
  const atMs = orderTime(record, nowMs);
  const seenAtMs = claimedTime(event.atMs, recordTime(record.timestampMs, nowMs));
  const fact = emptySession(event, atMs, seenAtMs);
  switch (event.change) {
    case 'logged-in':
      return {
        ...fact,
        ...{ login: 'in', loggedInAtMs: atMs, activeAtMs: atMs },
        links: [alive(event, atMs, seenAtMs, 'foreground')],
      };
    case 'connected':
      return { ...fact, activeAtMs: atMs, links: [alive(event, atMs, seenAtMs)] };
    case 'foreground':
    case 'background':
      return { ...fact, activeAtMs: atMs, links: [alive(event, atMs, seenAtMs, event.change)] };
    case 'disconnected':
      return { ...fact, links: [{ ...emptyLink(event), downsAtMs: [atMs] }] };
    case 'logged-out':
    case 'kicked':
    case 'invalidated':
      return { ...fact, login: event.change, endedAtMs: atMs };
    default:
      return event.change satisfies never;
  }
}

const emptySession = (event: SessionChanged, atMs: number, seenAtMs: number): Session => ({
  app: event.app,
  user: event.user,
  device: event.device,
  session: event.session,
  platform: event.platform ?? null,
  platformAtMs: event.platform === undefined ? 0 : atMs,
  login: 'none',
  endedAtMs: 0,
  loggedInAtMs: 0,
  links: [],
  seenAtMs,
  activeAtMs: 0,
});

const emptyLink = ({ gateway = '', link = '' }: Pick<SessionChanged, 'gateway' | 'link'>): Link => ({
  gateway,
  link,
  firstAtMs: 0,
  aliveAtMs: 0,
  seenAtMs: 0,
  downsAtMs: [],
  phases: [],
});

const alive = (
  event: Pick<SessionChanged, 'gateway' | 'link'>,
  atMs: number,
  seenAtMs: number,
  phase?: 'foreground' | 'background',
): Link => ({
  ...emptyLink(event),
  firstAtMs: atMs,
  aliveAtMs: atMs,
  seenAtMs,
  phases: phase === undefined ? [] : [{ phase, atMs }],
});
