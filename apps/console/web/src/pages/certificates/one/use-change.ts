// Makes one change at a time, and says what refuses it.
import { useState } from 'react';
import { ApiProblem } from '../../../api/problem';
import { announce } from '../../../parts/announce';
import { PARTS } from '../../../texts/parts';
import { useTexts } from '../../../texts/language';

export function useChange(): { isBusy: boolean; change: (work: () => Promise<void>) => Promise<void> } {
  const t = useTexts(PARTS);
  const [isBusy, setBusy] = useState(false);
  const change = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      announce(wordsOf(error, t), true);
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, change };
}

function wordsOf(error: unknown, t: (typeof PARTS)['en']): string {
  if (!(error instanceof ApiProblem)) return t.failed;
  if (error.isAway) return t.unreachable(error.service);
  return error.detail || t.failed;
}
