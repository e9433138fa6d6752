// The time until a version is in force, counted down without a reload.
import { useNow } from '../../parts/moment';
import { wallTime } from '../../parts/time';
import { useZone } from '../../shell/preferences';
import { CERTIFICATES } from '../../texts/certificates';
import { useTexts } from '../../texts/language';
import { leftWord } from './standing';

const SECOND_MS = 1_000;

export function Countdown({ untilMs }: { untilMs: number }) {
  const t = useTexts(CERTIFICATES);
  const clock = useClockWord();
  const nowMs = useNow(SECOND_MS);
  // A second's tick is not read aloud.
  return (
    <span role="timer" aria-live="off" aria-label={t.countdown}>
      {t.states.at(clock(untilMs), leftWord(untilMs - nowMs))}
    </span>
  );
}

/** `23:51:07` in the zone of the screen. */
export function useClockWord(): (atMs: number) => string {
  const zone = useZone();
  return (atMs) => wallTime(atMs, zone).slice(11, 19);
}

/** `2026-09-01 23:51` in the zone of the screen. */
export function useDayWord(): (atMs: number) => string {
  const zone = useZone();
  return (atMs) => wallTime(atMs, zone).slice(0, 16);
}
