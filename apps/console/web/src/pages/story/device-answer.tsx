// The answer for one device: the first sentence of its story, the remedy, who must act, and the next try.
import { Text } from '@mantine/core';
import { Moment } from '../../parts/moment';
import { AnswerLine } from '../../parts/story/answer-line';
import {
  arrivalIn,
  type DeviceStory as Device,
  sentenceOf,
  stateOf,
  type Story,
  wordOf,
} from '../../parts/story/words';
import { EXPLAIN } from '../../texts/explain';
import { useTexts } from '../../texts/language';

/** What the answer says, once for the screen and for the ticket. */
export function useSaid(story: Story, device: Device) {
  const t = useTexts(EXPLAIN);
  const told = arrivalIn(device.steps, story.sentAtMs);
  return { told, word: wordOf(rowOf(device), t, told?.event), sentence: sentenceOf(device, t, told) };
}

const rowOf = (device: Device) => {
  const last = device.steps.filter(({ stage }) => stage === 'attempt').at(-1);
  return {
    ...device,
    ...(last?.attempt !== undefined && { attempts: last.attempt }),
    ...(last?.nextAtMs !== undefined && { nextAtMs: last.nextAtMs }),
  };
};

export function DeviceAnswer({ story, device }: { story: Story; device: Device }) {
  const t = useTexts(EXPLAIN);
  const { word, sentence } = useSaid(story, device);
  const { nextAtMs } = rowOf(device);
  return (
    <AnswerLine state={stateOf(device)} word={word} sentence={sentence} who={device.who} toDo={device.toDo}>
      {device.codeMeans !== undefined && <Text size="sm">{t.codeMeans(device.codeMeans)}</Text>}
      {device.box === 'open' && nextAtMs !== undefined && (
        <Text size="sm">
          {t.nextTry} <Moment at={nextAtMs} isExact />
        </Text>
      )}
    </AnswerLine>
  );
}
