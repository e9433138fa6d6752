// The story of a device as plain text, for a ticket: absolute times with their zone, no token, no text of the message. Pure.
import { exactTime, offsetWord } from '../../parts/time';
import { type DeviceStory, type ExplainTexts, personOf, type Story } from '../../parts/story/words';

interface Around {
  t: ExplainTexts;
  zone: string;
  /** The first sentence, the remedy, and who must act. */
  answer: readonly string[];
  link: string;
}

export function storyText(story: Story, device: DeviceStory, { t, zone, answer, link }: Around): string {
  const fromMs = story.sentAtMs ?? device.steps[0]?.atMs ?? 0;
  const head = [
    `${story.messageId} · ${story.app} · ${exactTime(fromMs, zone)}`,
    personOf(device, t),
    ...answer,
  ];
  const ids = [`push ${device.pushId}`, ...(device.targetId ? [`target ${device.targetId}`] : [])];
  const steps = device.steps.map((step) =>
    [
      `${exactTime(step.atMs, zone)} ${offsetWord(step.atMs - fromMs)}`,
      step.stage === 'attempt' ? t.stages.attempt(step.attempt ?? 1) : t.stages[step.stage],
      `${step.result} (${t.witnesses[step.witness]})`,
      [step.means, step.code, step.says, step.vendorMessageId].filter(Boolean).join(' '),
    ].join(' | '),
  );
  return [...head, ...ids, '', ...steps, '', link].join('\n');
}
