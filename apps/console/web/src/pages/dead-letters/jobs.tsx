// Replays in the background: how far each is, and Stop while it runs.
import { Button, Group as Row, Stack, Text, Title } from '@mantine/core';
import { announce } from '../../parts/announce';
import { Answer, Problem } from '../../parts/answer';
import { Moment } from '../../parts/moment';
import { type State, StateBadge } from '../../parts/state';
import { useMay } from '../../shell/session';
import { LETTERS } from '../../texts/dead-letters';
import { useTexts } from '../../texts/language';
import { type Job, type Scope, useJobs, useStop } from './asks';
import './dead-letters.css';

/** The last ones; all of them are in the API. */
const SHOWN = 5;
const STATES: Record<Job['state'], State> = { running: 'waiting', done: 'done', stopped: 'stopped' };

export function Jobs({ app, scope }: { app: string; scope: Scope }) {
  const t = useTexts(LETTERS);
  const jobs = useJobs(scope);
  return (
    <section aria-label={t.replays}>
      <Stack gap="xs">
        <Title order={2} size="h5">
          {t.replays}
        </Title>
        <Answer query={jobs} what={t.replays}>
          {(all) =>
            all.length === 0 ? (
              <Text c="dimmed">{t.noReplays}</Text>
            ) : (
              all.slice(0, SHOWN).map((job) => <OneJob key={job.id} app={app} scope={scope} job={job} />)
            )
          }
        </Answer>
      </Stack>
    </section>
  );
}

function OneJob({ app, scope, job }: { app: string; scope: Scope; job: Job }) {
  const t = useTexts(LETTERS);
  const may = useMay('operator', app);
  const stop = useStop(scope);
  const what = useWhat(job);
  return (
    <div className="replay-job">
      <Stack gap={4}>
        <Row gap="sm">
          <StateBadge state={STATES[job.state]} word={t.jobs[job.state]} />
          <Text>{what}</Text>
          <Text c="dimmed" size="sm">
            <Moment at={job.begunAtMs} /> {t.by(job.by)}
          </Text>
        </Row>
        <Row gap="sm">
          <progress aria-label={t.progressOf(what)} value={job.found} max={Math.max(job.total, 1)} />
          <Text size="sm">{t.progress(job.found, job.total)}</Text>
          {may && job.state === 'running' && (
            <Button
              variant="default"
              size="compact-sm"
              loading={stop.isPending}
              onClick={() => stop.mutate(job.id, { onSuccess: () => announce(t.stopped) })}
            >
              {t.stop}
            </Button>
          )}
        </Row>
        <Text size="sm">{t.published(job.published, job.expired)}</Text>
        {job.stays.map(({ because, means, letters }) => (
          <Text key={because} size="sm">
            {t.stays(letters, means)}
          </Text>
        ))}
        {stop.error && <Problem error={stop.error} />}
      </Stack>
    </div>
  );
}

function useWhat({ meant }: Job): string {
  const t = useTexts(LETTERS);
  const { topic, reason, letters } = meant;
  if (letters !== undefined) return t.some(letters);
  const word = reason === undefined ? undefined : (t.reasons as Record<string, string>)[reason];
  return [topic, word].filter((one) => one !== undefined).join(' · ') || t.everything;
}
