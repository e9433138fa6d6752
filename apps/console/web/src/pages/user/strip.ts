// Sessions → what was true of a device in the last 24 hours: logged in from when to when, connected from when to when. Pure.
import type { Session } from './asks';

export const SPAN_MS = 86_400_000;

export interface Stretch {
  what: 'login' | 'link';
  fromMs: number;
  untilMs: number;
  /** It goes on. */
  isNow: boolean;
}

/** Cut to the span that ends now; in order of time. */
export function stretchesOf(sessions: readonly Session[], nowMs: number): Stretch[] {
  return sessions
    .flatMap((session) => [...loginOf(session, nowMs), ...linksOf(session, nowMs)])
    .map((one) => ({ ...one, fromMs: Math.max(one.fromMs, nowMs - SPAN_MS) }))
    .filter(({ fromMs, untilMs }) => untilMs > fromMs)
    .sort((a, b) => a.fromMs - b.fromMs);
}

function loginOf({ loggedInAtMs, endedAtMs }: Session, nowMs: number): Stretch[] {
  if (loggedInAtMs === undefined) return [];
  const isNow = endedAtMs === undefined;
  return [{ what: 'login', fromMs: loggedInAtMs, untilMs: endedAtMs ?? nowMs, isNow }];
}

/** A link that is silent was last known to be alive at its newest sign of life. */
const linksOf = ({ links }: Session, nowMs: number): Stretch[] =>
  links.flatMap(({ state, firstAtMs, aliveAtMs, endedAtMs }): Stretch[] => {
    if (firstAtMs === undefined) return [];
    const isNow = state === 'up';
    const untilMs = isNow
      ? nowMs
      : state === 'silent'
        ? (aliveAtMs ?? firstAtMs)
        : (endedAtMs ?? aliveAtMs ?? firstAtMs);
    return [{ what: 'link', fromMs: firstAtMs, untilMs, isNow }];
  });

export function byDevice(sessions: readonly Session[]): Map<string, Session[]> {
  const devices = new Map<string, Session[]>();
  for (const session of sessions)
    devices.set(session.device, [...(devices.get(session.device) ?? []), session]);
  return devices;
}
