// An instant on the screen: near ones by how long ago, all with the exact time on hover. One clock for the whole page ticks each 10 s.
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { useZone } from '../shell/preferences';
import { TAGS, useLanguage } from '../texts/language';
import { exactTime, relativeTime, wallTime } from './time';

const TICK_MS = 10_000;
const Present = createContext<number | undefined>(undefined);

export function PresentProvider({ children }: { children: ReactNode }) {
  return <Present.Provider value={useNow(TICK_MS)}>{children}</Present.Provider>;
}

/** The present in ms since 1970, and again each `everyMs`: for countdowns. */
export function useNow(everyMs: number): number {
  const [nowMs, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), everyMs);
    return () => window.clearInterval(timer);
  }, [everyMs]);
  return nowMs;
}

interface MomentProps {
  /** ISO 8601, or ms since 1970. */
  at: string | number;
  /** Always the time of day, never "3 min ago". */
  isExact?: boolean;
}

export function Moment({ at, isExact = false }: MomentProps) {
  const zone = useZone();
  const tag = TAGS[useLanguage()];
  const presentMs = useContext(Present) ?? Date.now();
  const atMs = typeof at === 'number' ? at : Date.parse(at);
  // What happened since the last tick is not ahead of us.
  const nowMs = atMs > presentMs ? Math.max(presentMs, Math.min(atMs, Date.now())) : presentMs;
  if (Number.isNaN(atMs)) return <span>–</span>;
  const near = isExact ? undefined : relativeTime(atMs, nowMs, tag);
  return (
    <time dateTime={new Date(atMs).toISOString()} title={exactTime(atMs, zone)}>
      {near ?? wallTime(atMs, zone)}
    </time>
  );
}
