// What one event says about a session, as a session that knows nothing else; `merge` adds such facts up. Also: when did it happen?
import { orderTime, type Placed, recordTime } from '@offline-push/bus';
import type { SessionChanged } from '@offline-push/contracts';
import type { Link } from './link';
import type { Session } from './session';

/** 2001-09-09: an earlier time in ms is one in seconds, or none. */
export const FIRST_TIME_MS = 1_000_000_000_000;

/** What is used of a record. */
export interface Recorded extends Placed {
  timestampMs: number;
}

/** A producer's clock may make a fact older, never newer. */
export const saidTime = (atMs: number | undefined, recordAtMs: number): number =>
  atMs === undefined || atMs < FIRST_TIME_MS ? recordAtMs : Math.min(atMs, recordAtMs);

export function sessionFact(event: SessionChanged, record: Recorded, nowMs: number): Session {
  const atMs = orderTime(record, nowMs);
  const saidAtMs = saidTime(event.atMs, recordTime(record.timestampMs, nowMs));
  const fact = nothingSaid(event, atMs, saidAtMs);
  switch (event.change) {
    case 'logged-in':
      return {
        ...fact,
        ...{ login: 'in', loggedInAtMs: atMs, activeAtMs: atMs },
        links: [alive(event, atMs, saidAtMs, 'foreground')],
      };
    case 'connected':
      return { ...fact, activeAtMs: atMs, links: [alive(event, atMs, saidAtMs)] };
    case 'foreground':
    case 'background':
      return { ...fact, activeAtMs: atMs, links: [alive(event, atMs, saidAtMs, event.change)] };
    case 'disconnected':
      return { ...fact, links: [{ ...nothingOf(event), downsAtMs: [atMs] }] };
    case 'logged-out':
    case 'kicked':
    case 'invalidated':
      return { ...fact, login: event.change, endedAtMs: atMs };
    default:
      return event.change satisfies never;
  }
}

const nothingSaid = (event: SessionChanged, atMs: number, seenAtMs: number): Session => ({
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

const nothingOf = ({ gateway = '', link = '' }: Pick<SessionChanged, 'gateway' | 'link'>): Link => ({
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
  ...nothingOf(event),
  firstAtMs: atMs,
  aliveAtMs: atMs,
  seenAtMs,
  phases: phase === undefined ? [] : [{ phase, atMs }],
});
