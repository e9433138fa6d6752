// What a page shows while it waits for a service, when the service is away or refuses, and when there is nothing.
import { Alert, Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { ApiProblem } from '../api/problem';
import { PARTS } from '../texts/parts';
import { useTexts } from '../texts/language';

const SKELETON_AFTER_MS = 150;
const WORDS_AFTER_MS = 3_000;

/** @param what is waited for, in the person's words. */
export function Loading({ what, onCancel }: { what: string; onCancel?: () => void }) {
  const t = useTexts(PARTS);
  const waitedMs = useWaited();
  if (waitedMs < SKELETON_AFTER_MS) return <div aria-busy="true" />;
  return (
    <Stack gap="xs" aria-busy="true">
      <Group>
        <Text role="status" c="dimmed">
          {waitedMs < WORDS_AFTER_MS ? t.loading(what) : t.stillLoading(what)}
        </Text>
        {waitedMs >= WORDS_AFTER_MS && onCancel && (
          <Button variant="default" onClick={onCancel}>
            {t.cancel}
          </Button>
        )}
      </Group>
      <Skeleton height={36} />
      <Skeleton height={36} />
      <Skeleton height={36} />
    </Stack>
  );
}

function useWaited(): number {
  const [waitedMs, setWaited] = useState(0);
  useEffect(() => {
    const timers = [SKELETON_AFTER_MS, WORDS_AFTER_MS].map((ms) =>
      window.setTimeout(() => setWaited(ms), ms),
    );
    return () => timers.forEach((timer) => window.clearTimeout(timer));
  }, []);
  return waitedMs;
}

/** A refusal in words: who refused, what is wrong, what to do. */
export function Problem({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const t = useTexts(PARTS);
  const problem = error instanceof ApiProblem ? error : undefined;
  return (
    <Alert
      color={problem?.isAway ? 'yellow' : 'red'}
      variant="outline"
      role="alert"
      title={titleOf(problem, t)}
      // Mantine's own yellow and red are too faint for a text on light ground.
      styles={{ title: { color: `var(--state-${problem?.isAway ? 'waiting' : 'failed'})` } }}
    >
      <Stack gap="xs">
        {problem && !problem.isAway && <Text>{problem.detail}</Text>}
        {problem?.errors.map((one, at) => (
          <Text key={at} className="id">
            {[one.pointer, one.rule].filter(Boolean).join(': ')}
          </Text>
        ))}
        {problem?.traceId && (
          <Text size="sm" c="dimmed">
            {t.traceId} <span className="id">{problem.traceId}</span>
          </Text>
        )}
        {onRetry && (
          <Group>
            <Button variant="default" onClick={onRetry}>
              {t.retry}
            </Button>
          </Group>
        )}
      </Stack>
    </Alert>
  );
}

function titleOf(problem: ApiProblem | undefined, t: (typeof PARTS)['en']): string {
  if (problem?.isAway) return t.unreachable(problem.service);
  if (problem?.status === 403) return t.forbidden;
  if (problem?.status === 404) return t.missing;
  return t.failed;
}

interface AnswerProps<T> {
  query: UseQueryResult<T>;
  /** What is asked for, in the person's words. */
  what: string;
  children: (data: T) => ReactNode;
}

/** The data; before it, that it is waited for; instead of it, why it cannot be had. What was there stays while its service is away. */
export function Answer<T>({ query, what, children }: AnswerProps<T>) {
  const { data, error } = query;
  return (
    <>
      {error && <Problem error={error} onRetry={() => void query.refetch()} />}
      {data !== undefined ? children(data) : !error && <Loading what={what} />}
    </>
  );
}

/** Nothing is there: says so, and what to do about it. */
export const Empty = ({ title, children }: { title: string; children?: ReactNode }) => (
  <Stack align="flex-start" gap="sm" py="lg">
    <Title order={2} size="h4">
      {title}
    </Title>
    {children}
  </Stack>
);
