// One device of the message: its timeline, and its checks.
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Ref } from 'react';
import { Answer } from '../../parts/answer';
import { useNow } from '../../parts/moment';
import { Checks } from '../../parts/story/checks';
import { Fold } from '../../parts/story/fold';
import { type DeviceStory as Device, personOf, spanWord, type Story } from '../../parts/story/words';
import { Timeline } from '../../parts/timeline';
import { EXPLAIN } from '../../texts/explain';
import { useTexts } from '../../texts/language';
import { STORY } from '../../texts/story';
import { useShortcut } from '../../shell/shortcuts';
import { type Chosen, useDiagnosis } from './asks';
import { entriesOf } from './steps';

interface DeviceStoryProps {
  story: Story;
  device: Device;
  onStep: (by: 1 | -1) => void;
}

export function DeviceStory({ story, device, onStep }: DeviceStoryProps) {
  const t = useTexts(STORY);
  const words = useTexts(EXPLAIN);
  const nowMs = useNow(10_000);
  const who = personOf(device, words);
  useShortcut('[', t.previousDevice, () => onStep(-1));
  useShortcut(']', t.nextDevice, () => onStep(1));
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Title order={2} size="h4" className="id">
          {who}
        </Title>
        <Group gap={4}>
          <Button size="xs" variant="default" onClick={() => onStep(-1)} aria-label={t.previousDevice}>
            [
          </Button>
          <Button size="xs" variant="default" onClick={() => onStep(1)} aria-label={t.nextDevice}>
            ]
          </Button>
        </Group>
      </Group>
      <Group gap="md">
        <Text size="sm" c="dimmed">
          push <span className="id">{device.pushId}</span>
        </Text>
        <Link to="/a/$app/users/$user" params={{ app: story.app, user: device.user }}>
          {t.openUser}
        </Link>
      </Group>
      <Timeline
        label={words.timelineOf(who)}
        entries={entriesOf(story, device, words, nowMs)}
        fromMs={story.sentAtMs ?? device.steps[0]?.atMs ?? 0}
        idleWord={(ms) => words.idle(spanWord(ms))}
      />
      {device.arrival !== undefined && device.arrival !== 'arrived' && (
        <Text size="sm" c="dimmed">
          {device.arrival === 'not-reported' ? words.arrivalNotReported : words.arrivalNotYet}
        </Text>
      )}
    </Stack>
  );
}

interface StoryChecksProps {
  app: string;
  message: string;
  /** Absent: all there are. */
  device?: Chosen;
  isOpen: boolean;
  onToggle: (isOpen: boolean) => void;
  /** Of what it shows. */
  shown?: Ref<HTMLDivElement>;
}

export function StoryChecks({ app, message, device, isOpen, onToggle, shown }: StoryChecksProps) {
  const t = useTexts(EXPLAIN);
  const diagnosis = useDiagnosis(app, message, device, isOpen);
  return (
    <Fold title={t.checks} isOpen={isOpen} onToggle={onToggle}>
      {isOpen && (
        <Answer query={diagnosis} what={t.diagnosis}>
          {({ devices }) => (
            <div className="brought-in" ref={shown}>
              {devices.map((one) => (
                <Checks key={`${one.user} ${one.device}`} diagnosis={one} />
              ))}
            </div>
          )}
        </Answer>
      )}
    </Fold>
  );
}
