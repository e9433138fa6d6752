// The box in the header that takes any id. It goes to Find, which asks; a token is never in the address.
import { TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { useTexts } from '../texts/language';
import { SHELL } from '../texts/shell';
import { useShortcut } from './shortcuts';

export function SearchBox({ app }: { app: string }) {
  const t = useTexts(SHELL);
  const navigate = useNavigate();
  const box = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  useShortcut('/', t.keys.search, () => box.current?.focus());
  const search = (event: FormEvent): void => {
    event.preventDefault();
    const wanted = typed.trim();
    if (wanted === '') return;
    // In the history's state, not in the address.
    void navigate({ to: '/a/$app', params: { app }, state: { wanted } });
  };
  return (
    <form role="search" onSubmit={search} className="search-box">
      <TextInput
        ref={box}
        type="search"
        aria-label={t.search}
        placeholder={t.searchHint}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </form>
  );
}

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** What was searched for. */
    wanted?: string;
  }
}
