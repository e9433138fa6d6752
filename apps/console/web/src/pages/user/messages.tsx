// The last messages for a user, and what became of each on each device.
import { Group, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { Moment } from '../../parts/moment';
import { StateBadge } from '../../parts/state';
import { arrivalIn, stateOf, type Story, wordOf } from '../../parts/story/words';
import { Table } from '../../parts/table';
import { EXPLAIN } from '../../texts/explain';
import { useTexts } from '../../texts/language';
import { USER } from '../../texts/user';

export function Messages({ app, user, stories }: { app: string; user: string; stories: readonly Story[] }) {
  const t = useTexts(USER);
  const words = useTexts(EXPLAIN);
  const navigate = useNavigate();
  if (stories.length === 0) return <Text>{t.noMessages}</Text>;
  const open = ({ messageId }: Story): void =>
    void navigate({ to: '/a/$app/messages/$message', params: { app, message: messageId }, search: { user } });
  return (
    <Table
      label={t.messages}
      rows={stories}
      keyOf={({ messageId }) => messageId}
      onOpen={open}
      columns={[
        {
          name: t.sent,
          cell: ({ sentAtMs }) => (sentAtMs === undefined ? '–' : <Moment at={sentAtMs} />),
        },
        { name: t.message, cell: ({ messageId }) => <span className="id">{messageId}</span> },
        {
          name: t.became,
          cell: ({ devices, sentAtMs }) => (
            <Group gap="sm">
              {devices.map((device) => (
                <Group gap={4} key={device.device ?? ''}>
                  <span className="id">{device.device ?? words.withoutDevice}</span>
                  <StateBadge
                    state={stateOf(device)}
                    word={wordOf(device, words, arrivalIn(device.steps, sentAtMs)?.event)}
                  />
                </Group>
              ))}
            </Group>
          ),
        },
      ]}
    />
  );
}
