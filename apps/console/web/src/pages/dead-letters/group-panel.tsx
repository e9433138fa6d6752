// One group in the panel: what it means, what to do, replay and discard, and its letters one by one.
import { Button, Group as Row, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Answer } from '../../parts/answer';
import { Drawer } from '../../parts/drawer';
import { Moment } from '../../parts/moment';
import { useActor } from '../../parts/story/reasons';
import { Table } from '../../parts/table';
import { useMay } from '../../shell/session';
import { LETTERS } from '../../texts/dead-letters';
import { useTexts } from '../../texts/language';
import { type Group, type Letter, type Scope, useLetters } from './asks';
import { DiscardDialog } from './discard-dialog';
import { LetterView } from './letter-view';
import { ReplayDialog } from './replay-dialog';

interface PanelProps {
  app: string;
  scope: Scope;
  group: Group;
  /** Id of the one that is open. */
  letter: string | undefined;
  onLetter: (id: string | undefined) => void;
  onClose: () => void;
}

export function GroupPanel({ app, scope, group, letter, onLetter, onClose }: PanelProps) {
  const t = useTexts(LETTERS);
  const letters = useLetters(scope, group);
  const listed = letters.data?.pages.flatMap((page) => page.letters) ?? [];
  const open = listed.find(({ id }) => id === letter);
  return (
    <Drawer title={t.group(group.topic, t.reasons[group.reason])} onClose={onClose}>
      {open !== undefined ? (
        <LetterView app={app} scope={scope} letter={open} onBack={() => onLetter(undefined)} />
      ) : (
        <Stack gap="md">
          <About group={group} />
          <Buttons app={app} scope={scope} group={group} />
          <Answer query={letters} what={t.loadingLetters}>
            {() => (
              <LetterTable
                letters={listed}
                count={group.count}
                onOpen={({ id }) => onLetter(id)}
                onEnd={letters.hasNextPage ? () => void letters.fetchNextPage() : undefined}
              />
            )}
          </Answer>
        </Stack>
      )}
    </Drawer>
  );
}

function About({ group }: { group: Group }) {
  const t = useTexts(LETTERS);
  const actor = useActor();
  return (
    <Stack gap={4}>
      <Text>{group.means}</Text>
      <Text>{group.toDo}</Text>
      <Text c="dimmed">
        {t.who}: {actor(group.who)}
      </Text>
    </Stack>
  );
}

/** Absent for who may not. */
function Buttons({ app, scope, group }: { app: string; scope: Scope; group: Group }) {
  const t = useTexts(LETTERS);
  const may = useMay('operator', app);
  const [asked, setAsked] = useState<'replay' | 'discard'>();
  const meant = { topic: group.topic, reason: group.reason };
  const onClose = () => setAsked(undefined);
  if (!may) return null;
  return (
    <Row>
      <Button onClick={() => setAsked('replay')}>{t.replay}</Button>
      <Button variant="default" onClick={() => setAsked('discard')}>
        {t.discard}
      </Button>
      {asked === 'replay' && <ReplayDialog scope={scope} meant={meant} onClose={onClose} />}
      {asked === 'discard' && (
        <DiscardDialog scope={scope} meant={meant} count={group.count} onClose={onClose} />
      )}
    </Row>
  );
}

interface LetterTableProps {
  letters: readonly Letter[];
  count: number;
  onOpen: (letter: Letter) => void;
  onEnd: (() => void) | undefined;
}

function LetterTable({ letters, count, onOpen, onEnd }: LetterTableProps) {
  const t = useTexts(LETTERS);
  return (
    <Table
      label={t.letters}
      rows={letters}
      count={count}
      keyOf={({ id }) => id}
      onOpen={onOpen}
      onEnd={onEnd}
      columns={[
        { name: t.at, cell: ({ failedAtMs }) => <Moment at={failedAtMs} /> },
        { name: t.message, cell: ({ messageId }) => <span className="id">{messageId ?? '–'}</span> },
        { name: t.place, cell: (letter) => <span className="id">{placeOf(letter)}</span> },
        {
          name: t.expires,
          cell: ({ expiresAtMs }) => (expiresAtMs === undefined ? '–' : <Moment at={expiresAtMs} />),
        },
      ]}
    />
  );
}

/** Partition and offset. */
const placeOf = ({ partition, offset }: Pick<Letter, 'partition' | 'offset'>): string =>
  `${partition} @ ${offset}`;
