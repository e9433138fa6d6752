// One of six states, always as icon, word and colour: none of them alone says it.
import type { CSSProperties } from 'react';
import { useTexts } from '../texts/language';
import { PARTS } from '../texts/parts';

/** console.md 4: `stopped` is on purpose and neutral, `failed` needs a person. */
export type State = 'done' | 'waiting' | 'stopped' | 'healed' | 'failed' | 'unknown';

const ICONS: Record<State, string> = {
  done: '✓',
  waiting: '◷',
  stopped: '○',
  healed: '↺',
  failed: '✕',
  unknown: '┄',
};

/** @param word what happened, in this place's own word; absent: the state's. */
export function StateBadge({ state, word }: { state: State; word?: string }) {
  const t = useTexts(PARTS);
  const style: CSSProperties = {
    display: 'inline-flex',
    gap: 4,
    padding: '0 8px',
    borderRadius: 4,
    fontSize: 13,
    lineHeight: '22px',
    color: `var(--state-${state})`,
    background: `var(--state-${state}-tint)`,
    border: `1px ${state === 'unknown' ? 'dashed var(--state-unknown)' : 'solid transparent'}`,
  };
  return (
    <span style={style} data-state={state}>
      <span aria-hidden="true">{ICONS[state]}</span>
      <span>{word ?? t.states[state]}</span>
    </span>
  );
}
