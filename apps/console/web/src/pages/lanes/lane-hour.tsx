// The last hour of a lane as lines, and who paused it.
import { Stack, Text, Title } from '@mantine/core';
import { Answer } from '../../parts/answer';
import { Chart } from '../../parts/chart';
import { Moment } from '../../parts/moment';
import { LANES } from '../../texts/lanes';
import { useTexts } from '../../texts/language';
import { useHour } from './asks';
import './lanes.css';

export function LaneHour({ app, certificate }: { app: string; certificate: number }) {
  const t = useTexts(LANES);
  const hour = useHour(app, certificate);
  return (
    <Answer query={hour} what={t.theHour}>
      {({ steps, changes }) => {
        const atMs = steps.map((step) => step.atMs);
        return (
          <Stack gap="md">
            <Chart
              title={t.loadChart}
              atMs={atMs}
              lines={[
                { name: t.backlog, values: steps.map(({ backlog }) => backlog) },
                { name: t.answers, values: steps.map((step) => step.answersPerSecond), isRight: true },
                { name: t.errorsASecond, values: steps.map((step) => step.errorsPerSecond), isRight: true },
              ]}
            />
            <Chart
              title={t.latencyChart}
              atMs={atMs}
              lines={[
                { name: t.p50, values: steps.map(({ p50Ms }) => p50Ms) },
                { name: t.p95, values: steps.map(({ p95Ms }) => p95Ms) },
              ]}
            />
            <Stack gap={4}>
              <Title order={3} size="h6">
                {t.changes}
              </Title>
              {changes.length === 0 && <Text c="dimmed">{t.noChanges}</Text>}
              <ol className="lane-changes">
                {changes.map(({ change, atMs: at, by, because }) => (
                  <li key={at}>
                    <Moment at={at} /> · {change === 'paused' ? t.paused : t.resumed} {t.by(by)}
                    {because !== undefined && `: ${because}`}
                  </li>
                ))}
              </ol>
            </Stack>
          </Stack>
        );
      }}
    </Answer>
  );
}
