// Sends a message as the core of a chat system would, and shows the same as a command that can be run as it is.
import { Button, Group, NativeSelect, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { announce } from '../../parts/announce';
import { useTexts } from '../../texts/language';
import { SANDBOX } from '../../texts/sandbox';
import { type Happening, type Letter, type Phone, useExample, useSend, useSendBroken } from './asks';
import { RecordCommands } from './commands';

const EVERYBODY = '';

interface SendProps {
  app: string;
  phones: readonly Phone[];
  onDid: (happening: Happening) => void;
}

export function SendMessage({ app, phones, onDid }: SendProps) {
  const t = useTexts(SANDBOX);
  const [from, setFrom] = useState('alice');
  const [to, setTo] = useState(EVERYBODY);
  const [text, setText] = useState<string>(t.aText);
  const users = [...new Set(phones.map(({ user }) => user))];
  const letter: Letter = { app, from, to: to === EVERYBODY ? users : [to], text };
  const send = useSend((messageId) => announce(t.sent(messageId)));
  const broken = useSendBroken(onDid);
  const isReady = letter.to.length > 0 && from.trim() !== '' && text.trim() !== '';
  return (
    <section aria-labelledby="send-message">
      <Stack gap="xs">
        <Title order={2} size="h4" id="send-message">
          {t.send}
        </Title>
        <form
          className="send-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (isReady) send.mutate(letter);
          }}
        >
          <TextInput label={t.from} value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
          <NativeSelect
            label={t.to}
            value={to}
            data={[{ value: EVERYBODY, label: t.everybody }, ...users]}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
          <TextInput
            className="send-text"
            label={t.text}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Group gap="xs" className="send-text">
            <Button type="submit" disabled={!isReady} loading={send.isPending}>
              {t.sendButton}
            </Button>
            <Button
              variant="default"
              title={t.brokenHint}
              loading={broken.isPending}
              onClick={() => broken.mutate(app)}
            >
              {t.broken}
            </Button>
          </Group>
        </form>
        <AsCommand letter={letter} />
      </Stack>
    </section>
  );
}

function AsCommand({ letter }: { letter: Letter }) {
  const t = useTexts(SANDBOX);
  const [record] = useExample(letter, true).data ?? [];
  if (record === undefined) return null;
  return (
    <Stack gap={4}>
      <Title order={3} size="h5">
        {t.asCommand}
      </Title>
      <Text size="sm" c="dimmed">
        {t.asCommandHint}
      </Text>
      <RecordCommands record={record} />
    </Stack>
  );
}
