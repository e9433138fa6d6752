// `c` copies the id of what the page is about, and says so.
import { useShortcut } from '../shell/shortcuts';
import { useTexts } from '../texts/language';
import { PARTS } from '../texts/parts';
import { SHELL } from '../texts/shell';
import { announce } from './announce';

export function useCopyId(id: string): void {
  const { keys } = useTexts(SHELL);
  const { copied } = useTexts(PARTS);
  useShortcut('c', keys.copy, () => void navigator.clipboard.writeText(id).then(() => announce(copied)));
}
