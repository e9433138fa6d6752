// The answer: one sentence, what is to be done, and who must act first.
import { Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { EXPLAIN } from '../../texts/explain';
import { useTexts } from '../../texts/language';
import { type State, StateBadge } from '../state';
import { useActor } from './reasons';
import { Said } from './said';
import './story.css';

interface AnswerLineProps {
  state: State;
  /** On the badge. */
  word: string;
  sentence: string;
  who: string;
  toDo: string;
  /** Behind the remedy. */
  children?: ReactNode;
}

export function AnswerLine({ state, word, sentence, who, toDo, children }: AnswerLineProps) {
  const t = useTexts(EXPLAIN);
  const actorOf = useActor();
  return (
    <section aria-label={t.answer} className="answer" data-state={state}>
      <Stack gap={6}>
        <Group gap="sm" align="flex-start" wrap="nowrap">
          <StateBadge state={state} word={word} />
          <Text fw={600} className="answer-sentence">
            <Said text={sentence} />
          </Text>
        </Group>
        <Text className="answer-remedy">
          <Said text={toDo || t.nothingToDo} />
        </Text>
        <Text size="sm" c="dimmed">
          {who === 'nobody' ? t.nobodyActs : t.whoActs(actorOf(who))}
        </Text>
        {children}
      </Stack>
    </section>
  );
}
