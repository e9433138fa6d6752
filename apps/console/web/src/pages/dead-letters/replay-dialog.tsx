// What a replay would do, before it is done: how many, to which topics, which of them are too old, what stays.
import { List, Stack, Text } from '@mantine/core';
import { announce } from '../../parts/announce';
import { Answer, Problem } from '../../parts/answer';
import { Confirm } from '../../parts/confirm';
import { LETTERS } from '../../texts/dead-letters';
import { useTexts } from '../../texts/language';
import { type Meant, type Scope, usePreview, useReplay } from './asks';

export function ReplayDialog({ scope, meant, onClose }: { scope: Scope; meant: Meant; onClose: () => void }) {
  const t = useTexts(LETTERS);
  const preview = usePreview(scope, meant);
  const replay = useReplay(scope);
  const begin = () =>
    replay.mutate(meant, {
      onSuccess: () => {
        announce(t.began);
        onClose();
      },
    });
  const isReady = preview.data !== undefined && preview.data.published > 0;
  return (
    <Confirm
      title={preview.data === undefined ? t.replay : t.replayTitle(preview.data.found)}
      verb={t.replay}
      isBusy={replay.isPending}
      onConfirm={() => {
        if (isReady) begin();
      }}
      onClose={onClose}
    >
      <Answer query={preview} what={t.preview}>
        {({ topics, expired, stays, published }) => (
          <Stack gap="xs">
            <List>
              {topics.map(({ topic, published: count }) => (
                <List.Item key={topic}>{t.replayTo(count, topic)}</List.Item>
              ))}
              {published === 0 && <List.Item>{t.replayNone}</List.Item>}
              {published > 0 && <List.Item>{t.expired(expired)}</List.Item>}
              {stays.map(({ because, means, letters }) => (
                <List.Item key={because}>{t.stays(letters, means)}</List.Item>
              ))}
            </List>
            <Text>{t.harmless}</Text>
            <Text c="dimmed">{t.headersNote}</Text>
          </Stack>
        )}
      </Answer>
      {replay.error && <Problem error={replay.error} />}
    </Confirm>
  );
}
