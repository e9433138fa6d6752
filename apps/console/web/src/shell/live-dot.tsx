// Says whether what is on the screen is as it is now: live, frozen by the person, or as old as it says.
import { Button } from '@mantine/core';
import { useLive } from '../api/live';
import { Moment } from '../parts/moment';
import { useTexts } from '../texts/language';
import { SHELL } from '../texts/shell';
import { useShortcut } from './shortcuts';

const DOTS = { live: '●', reconnecting: '◌', frozen: '❚❚' } as const;

export function LiveDot() {
  const t = useTexts(SHELL);
  const { state, heardAtMs, toggleFrozen } = useLive();
  useShortcut('.', t.keys.freeze, toggleFrozen);
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-sm"
      onClick={toggleFrozen}
      title={t.keys.freeze}
      aria-pressed={state === 'frozen'}
    >
      <span aria-hidden="true">{DOTS[state]}</span>
      <span className="word-when-wide">&nbsp;{t[state]}</span>
      {state === 'reconnecting' && (
        <>
          &nbsp;
          <Moment at={heardAtMs} />
        </>
      )}
    </Button>
  );
}
