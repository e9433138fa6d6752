// The first page: one box that takes any id, what needs attention, and the ledger of the last day.
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useLocation, useNavigate, useParams } from '@tanstack/react-router';
import { type FormEvent, useEffect, useState } from 'react';
import { Answer } from '../../parts/answer';
import { Page } from '../../parts/page';
import { useTexts } from '../../texts/language';
import { FIND } from '../../texts/find';
import { Attention } from './attention';
import { Hits } from './hits';
import { LastDay } from './last-day';
import { useSearch } from './search';

export function FindPage() {
  const t = useTexts(FIND);
  const { app } = useParams({ from: '/a/$app' });
  // In the history's state, not in the address: it may be a token.
  const wanted = useLocation({ select: ({ state }) => state.wanted });
  const searched = useSearch(app, wanted);
  return (
    <Page title={t.title}>
      <Stack gap="xl">
        <Stack gap="xs">
          <Text maw="72ch">{t.lead}</Text>
          <Box app={app} wanted={wanted ?? ''} />
          {wanted !== undefined && (
            <Answer query={searched} what={t.searching}>
              {(found) => <Hits wanted={wanted} searched={found} />}
            </Answer>
          )}
        </Stack>
        <Attention app={app} />
        <LastDay app={app} />
      </Stack>
    </Page>
  );
}

function Box({ app, wanted }: { app: string; wanted: string }) {
  const t = useTexts(FIND);
  const navigate = useNavigate();
  const [typed, setTyped] = useState(wanted);
  useEffect(() => setTyped(wanted), [wanted]);
  const find = (event: FormEvent): void => {
    event.preventDefault();
    const id = typed.trim();
    if (id !== '') void navigate({ to: '/a/$app', params: { app }, state: { wanted: id } });
  };
  return (
    <form onSubmit={find}>
      <Group gap="xs" wrap="nowrap" maw={720}>
        <TextInput
          aria-label={t.box}
          placeholder={t.box}
          value={typed}
          autoComplete="off"
          spellCheck={false}
          style={{ flex: 1 }}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit">{t.find}</Button>
      </Group>
    </form>
  );
}
