// The one timeline of the console: an ordered list of instants, each by how long after the first it was. Idle time is collapsed to a line. Long
// ones draw only what is in view.
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useRef } from 'react';
import { useZone } from '../shell/preferences';
import { exactTime, offsetWord } from './time';
import './timeline.css';

export interface TimelineEntry {
  readonly key: string;
  /** ms since 1970. */
  readonly atMs: number;
  readonly content: ReactNode;
  /** Not an event of its own, but an instant that matters: when a lifetime ends. */
  readonly isEdge?: boolean;
}

interface TimelineProps {
  /** What a screen reader calls the list. */
  label: string;
  entries: readonly TimelineEntry[];
  /** What the offsets count from. */
  fromMs: number;
  /** Of a gap between two entries: "0.8 s idle". */
  idleWord: (ms: number) => string;
}

type Line = { key: string; entry: TimelineEntry } | { key: string; idleMs: number };

/** A shorter gap is no idle time. */
const IDLE_FROM_MS = 500;
const VIRTUAL_FROM = 120;
const LINE_PX = 52;

export function Timeline({ label, entries, fromMs, idleWord }: TimelineProps) {
  const zone = useZone();
  const scroller = useRef<HTMLDivElement>(null);
  const lines = linesOf(entries);
  const isVirtual = lines.length > VIRTUAL_FROM;
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => lines[index]?.key ?? index,
    estimateSize: () => LINE_PX,
    overscan: 6,
    enabled: isVirtual,
  });
  const drawn = isVirtual
    ? virtual.getVirtualItems()
    : lines.map((_, index) => ({ index, start: 0, end: 0 }));
  const before = isVirtual ? (drawn[0]?.start ?? 0) : 0;
  const after = isVirtual ? virtual.getTotalSize() - (drawn.at(-1)?.end ?? 0) : 0;
  return (
    <div
      className="timeline"
      data-virtual={isVirtual}
      ref={scroller}
      role="region"
      aria-label={label}
      tabIndex={0}
    >
      <ol aria-label={label} style={{ paddingTop: before, paddingBottom: after }}>
        {drawn.map(({ index }) => {
          const line = lines[index] as Line;
          const place = isVirtual
            ? { ref: virtual.measureElement, 'aria-setsize': lines.length, 'aria-posinset': index + 1 }
            : {};
          if ('idleMs' in line)
            return (
              <li key={line.key} data-index={index} data-idle {...place}>
                <span>······ {idleWord(line.idleMs)} ······</span>
              </li>
            );
          const { atMs, content, isEdge } = line.entry;
          return (
            <li key={line.key} data-index={index} data-edge={isEdge} {...place}>
              <time dateTime={new Date(atMs).toISOString()} title={exactTime(atMs, zone)}>
                {offsetWord(atMs - fromMs)}
              </time>
              <div>{content}</div>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

function linesOf(entries: readonly TimelineEntry[]): Line[] {
  return entries.flatMap((entry, at): Line[] => {
    const idleMs = at === 0 ? 0 : entry.atMs - (entries[at - 1]?.atMs ?? entry.atMs);
    const line = { key: entry.key, entry };
    return idleMs < IDLE_FROM_MS || entry.isEdge ? [line] : [{ key: `idle-${entry.key}`, idleMs }, line];
  });
}
