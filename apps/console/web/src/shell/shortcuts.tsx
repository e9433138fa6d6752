// Keyboard shortcuts: one register, so that `?` can list what works on this page. A single key never acts inside an input.
import { Kbd, Modal, Stack, Group, Text } from '@mantine/core';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { useTexts } from '../texts/language';
import { SHELL } from '../texts/shell';
import { usePreferences } from './preferences';

interface Shortcut {
  /** One key (`n`), or two after each other (`g c`). */
  readonly keys: string;
  readonly says: string;
  readonly act: () => void;
}

/** How long the second key may take. */
const SECOND_KEY_MS = 1_500;

const Register = createContext<{ add(shortcut: Shortcut): () => void } | undefined>(undefined);

export function ShortcutsProvider({ children }: { children: ReactNode }) {
  const t = useTexts(SHELL);
  const { hasSingleKeys } = usePreferences();
  const known = useRef(new Set<Shortcut>());
  const [listed, setListed] = useState<readonly Shortcut[]>();
  const register = useMemo(
    () => ({
      add: (shortcut: Shortcut) => {
        known.current.add(shortcut);
        return () => void known.current.delete(shortcut);
      },
    }),
    [],
  );
  useEffect(() => {
    let first: { key: string; atMs: number } | undefined;
    const press = (event: KeyboardEvent): void => {
      if (!hasSingleKeys || isTaken(event)) return;
      if (event.key === '?') return setListed(shown(known.current));
      const pair = first && event.timeStamp - first.atMs < SECOND_KEY_MS ? `${first.key} ${event.key}` : '';
      // The part that was shown last is the one in front.
      const front = [...known.current].reverse();
      // A key that began no pair must not swallow the next one.
      const found = front.find(({ keys }) => keys === pair) ?? front.find(({ keys }) => keys === event.key);
      first = found === undefined ? { key: event.key, atMs: event.timeStamp } : undefined;
      if (found === undefined) return;
      event.preventDefault();
      found.act();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [hasSingleKeys]);
  return (
    <Register.Provider value={register}>
      {children}
      <Modal
        opened={listed !== undefined}
        onClose={() => setListed(undefined)}
        title={t.shortcuts}
        closeButtonProps={{ 'aria-label': t.close }}
      >
        <Stack gap="xs">
          {listed?.map(({ keys, says }) => (
            <Group key={keys} justify="space-between">
              <Text>{says}</Text>
              <Kbd>{keys}</Kbd>
            </Group>
          ))}
        </Stack>
      </Modal>
    </Register.Provider>
  );
}

/** Typed into something, meant for the browser, or under a dialog. */
function isTaken({ target, ctrlKey, metaKey, altKey, defaultPrevented }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey || defaultPrevented) return true;
  const at = target as HTMLElement;
  if (/^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName) || at.isContentEditable) return true;
  const dialog = document.querySelector('[role="dialog"]');
  return dialog !== null && !dialog.contains(at);
}

const shown = (known: ReadonlySet<Shortcut>): readonly Shortcut[] => [
  ...new Map([...known].map((one) => [one.keys, one])).values(),
];

/** While the part is shown. @param keys one key (`n`), or two after each other (`g c`). */
export function useShortcut(keys: string, says: string, act: () => void): void {
  const register = useContext(Register);
  const latest = useRef(act);
  useEffect(() => void (latest.current = act));
  useEffect(() => register?.add({ keys, says, act: () => latest.current() }), [register, keys, says]);
}
