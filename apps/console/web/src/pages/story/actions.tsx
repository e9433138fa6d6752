// What one can do with the story of a device: explain it, rehearse it, ring the device as a test, hand it on.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Copy } from '../../parts/copy';
import { DryRun } from '../../parts/story/dry-run';
import { useActor } from '../../parts/story/reasons';
import { TestPush } from '../../parts/story/test-push';
import type { DeviceStory as Device, Story } from '../../parts/story/words';
import { useZone } from '../../shell/preferences';
import { useMay } from '../../shell/session';
import { EXPLAIN } from '../../texts/explain';
import { useTexts } from '../../texts/language';
import { storyText } from './as-text';
import { useSaid } from './device-answer';

interface ActionsProps {
  story: Story;
  device: Device;
  onExplain: () => void;
}

export function Actions({ story, device, onExplain }: ActionsProps) {
  const t = useTexts(EXPLAIN);
  const zone = useZone();
  const mayChange = useMay('operator', story.app);
  const actorOf = useActor();
  const { sentence } = useSaid(story, device);
  const [open, setOpen] = useState<'test' | 'dry'>();
  const at = { app: story.app, user: device.user, device: device.device ?? '' };
  const answer = [sentence, device.toDo, t.whoActs(actorOf(device.who))];
  return (
    <>
      <Button variant="default" size="xs" onClick={onExplain}>
        {t.explainNow}
      </Button>
      {mayChange && device.targetId !== undefined && (
        <Button variant="default" size="xs" onClick={() => setOpen('dry')}>
          {t.dryRun}
        </Button>
      )}
      {mayChange && device.device !== undefined && (
        <Button variant="default" size="xs" onClick={() => setOpen('test')}>
          {t.testPush}
        </Button>
      )}
      <Copy label={t.copyAsText} text={storyText(story, device, { t, zone, answer, link: location.href })} />
      <Copy label={t.copyLink} text={location.href} />
      {open === 'test' && <TestPush {...at} onClose={() => setOpen(undefined)} />}
      {open === 'dry' && device.targetId !== undefined && (
        <DryRun {...at} target={device.targetId} onClose={() => setOpen(undefined)} />
      )}
    </>
  );
}
