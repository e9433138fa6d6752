// Records as commands: what a click published, and what the form would.
import { NativeSelect, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { type Command, CommandBlock } from '../../parts/command';
import { useTexts } from '../../texts/language';
import { SANDBOX } from '../../texts/sandbox';
import type { Happening, Published } from './asks';

export function RecordCommands({ record }: { record: Published }) {
  const t = useTexts(SANDBOX);
  const { kcat, consoleProducer, typescript, curl } = record.commands;
  const commands: Command[] = [
    { name: 'kcat', text: kcat },
    ...(curl === undefined ? [] : [{ name: 'curl', text: curl }]),
    { name: t.tabs.consoleProducer, text: consoleProducer },
    { name: t.tabs.typescript, text: typescript },
  ];
  return <CommandBlock commands={commands} label={record.topic} />;
}

/** Of several records one after the other: the one that is chosen. */
export function AllCommands({ published }: { published: readonly Published[] }) {
  const t = useTexts(SANDBOX);
  const [at, setAt] = useState(0);
  const record = published[Math.min(at, published.length - 1)];
  if (record === undefined) return <Text size="sm">{t.nothingPublished}</Text>;
  return (
    <Stack gap="xs">
      {published.length > 1 && (
        <NativeSelect
          aria-label={t.justDid}
          value={String(at)}
          data={published.map(({ topic }, n) => ({
            value: String(n),
            label: t.record(topic, n + 1, published.length),
          }))}
          onChange={(event) => setAt(Number(event.currentTarget.value))}
        />
      )}
      <RecordCommands record={record} />
    </Stack>
  );
}

export function JustDid({ happening }: { happening: Happening }) {
  const t = useTexts(SANDBOX);
  return (
    <section aria-labelledby="just-did">
      <Stack gap="xs">
        <Title order={2} size="h4" id="just-did">
          {t.justDid}
        </Title>
        <AllCommands key={happening.id} published={happening.published} />
      </Stack>
    </section>
  );
}
