// One lane in the panel: what it is doing, why, its last hour, and a person's pause.
import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { announce } from '../../parts/announce';
import { Problem } from '../../parts/answer';
import { Confirm } from '../../parts/confirm';
import { Copy } from '../../parts/copy';
import { Drawer } from '../../parts/drawer';
import { Moment } from '../../parts/moment';
import { useVendorName } from '../../parts/story/reasons';
import { Table } from '../../parts/table';
import { useMay } from '../../shell/session';
import { LANES } from '../../texts/lanes';
import { TAGS, useLanguage, useTexts } from '../../texts/language';
import { type ShownLane, useChange } from './asks';
import { LaneHour } from './lane-hour';
import { Backlog, FixCredential, LaneState, QuotaCell } from './lane-table';
import { ageMsOf, ageWord, needsCredential, promqlOf } from './lane-words';

interface PanelProps {
  app: string;
  /** Undefined: the address names one that is not there. */
  lane: ShownLane | undefined;
  atMs: number;
  onClose: () => void;
}

export function LanePanel({ app, lane, atMs, onClose }: PanelProps) {
  const t = useTexts(LANES);
  const vendorName = useVendorName();
  const title = lane === undefined ? t.theLane : t.lane(lane.certificateId, vendorName(lane.vendor));
  return (
    <Drawer title={title} onClose={onClose}>
      {lane === undefined ? (
        <Text>{t.missing}</Text>
      ) : (
        <Stack gap="lg">
          <Why app={app} lane={lane} />
          <Buttons app={app} lane={lane} />
          <Facts lane={lane} atMs={atMs} />
          {lane.errors.length > 0 && <ErrorTable errors={lane.errors} />}
          <LaneHour app={app} certificate={lane.certificateId} />
          <Stack gap="xs" align="flex-start">
            <Title order={3} size="h6">
              {t.promql}
            </Title>
            <pre className="command" tabIndex={0} aria-label={t.promql}>
              {promqlOf(lane)}
            </pre>
            <Copy text={promqlOf(lane)} label={t.copyPromql} />
          </Stack>
        </Stack>
      )}
    </Drawer>
  );
}

function Why({ app, lane }: { app: string; lane: ShownLane }) {
  const t = useTexts(LANES);
  const { paused, code, says } = lane;
  const words = [code, says].filter((word) => word !== undefined && word !== '').join(': ');
  return (
    <Stack gap={4}>
      <LaneState lane={lane} />
      {paused !== undefined && (
        <Text>
          {t.pausedBy(paused.by, paused.because)} (<Moment at={paused.sinceMs} />)
        </Text>
      )}
      {paused === undefined && words !== '' && <Text className="id">{words}</Text>}
      {needsCredential(lane) && <FixCredential app={app} lane={lane} />}
    </Stack>
  );
}

/** Absent for who may not. */
function Buttons({ app, lane }: { app: string; lane: ShownLane }) {
  const t = useTexts(LANES);
  const [asked, setAsked] = useState<'pause' | 'resume'>();
  const may = useMay('operator', app);
  if (!may || lane.state === 'deleted') return null;
  const isPaused = lane.paused !== undefined;
  return (
    <Group>
      <Button variant="default" onClick={() => setAsked(isPaused ? 'resume' : 'pause')}>
        {isPaused ? t.resume : t.pause}
      </Button>
      {asked !== undefined && (
        <Asked app={app} lane={lane} asked={asked} onClose={() => setAsked(undefined)} />
      )}
    </Group>
  );
}

function Asked({
  app,
  lane,
  asked,
  onClose,
}: {
  app: string;
  lane: ShownLane;
  asked: 'pause' | 'resume';
  onClose: () => void;
}) {
  const t = useTexts(LANES);
  const [because, setBecause] = useState('');
  const { pause, resume } = useChange(app, lane.certificateId);
  const isPause = asked === 'pause';
  const change = useMutation({
    mutationFn: () => (isPause ? pause(because.trim()) : resume()),
    onSuccess: () => {
      announce(isPause ? t.paused : t.resumed);
      onClose();
    },
  });
  return (
    <Confirm
      title={(isPause ? t.pauseTitle : t.resumeTitle)(lane.certificateId)}
      verb={isPause ? t.pause : t.resume}
      isBusy={change.isPending}
      isDangerous={isPause}
      onConfirm={() => {
        if (!isPause || because.trim() !== '') change.mutate();
      }}
      onClose={onClose}
    >
      <Text>{isPause ? t.pauseEffect : t.resumeEffect(String(lane.backlog.targets))}</Text>
      {isPause && (
        <TextInput
          label={t.pauseReason}
          value={because}
          required
          maxLength={200}
          data-autofocus
          onChange={(event) => setBecause(event.currentTarget.value)}
        />
      )}
      {change.error && <Problem error={change.error} />}
    </Confirm>
  );
}

function Facts({ lane, atMs }: { lane: ShownLane; atMs: number }) {
  const t = useTexts(LANES);
  const numbers = new Intl.NumberFormat(TAGS[useLanguage()], { maximumFractionDigits: 1 });
  const { latency, backlog } = lane;
  const facts = [
    { name: t.backlog, is: <Backlog backlog={backlog} /> },
    { name: t.oldest, is: ageWord(ageMsOf(lane, atMs)) },
    ...(backlog.nextDueAtMs === undefined
      ? []
      : [{ name: t.nextDue, is: <Moment at={backlog.nextDueAtMs} /> }]),
    { name: t.inFlight, is: `${lane.inFlight}/${lane.mostInFlight}` },
    { name: t.rate, is: numbers.format(lane.answersPerSecond) },
    {
      name: t.latency,
      is:
        latency === undefined
          ? t.noCalls
          : t.latencyOf(latency.p50Ms, latency.p95Ms, numbers.format(latency.calls)),
    },
    { name: t.quota, is: <QuotaCell quota={lane.quota} /> },
    { name: t.pods, is: t.ofPods(lane.pods) },
  ];
  return (
    <section aria-label={t.facts}>
      <dl className="lane-facts">
        {facts.map(({ name, is }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{is}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function ErrorTable({ errors }: Pick<ShownLane, 'errors'>) {
  const t = useTexts(LANES);
  return (
    <Stack gap={4}>
      <Title order={3} size="h6">
        {t.errorTable}
      </Title>
      <Table
        label={t.errorTable}
        rows={errors}
        keyOf={({ verdict, code }) => `${verdict} ${code}`}
        columns={[
          { name: t.code, cell: ({ code }) => <span className="id">{code}</span> },
          { name: t.verdict, cell: ({ verdict }) => t.verdicts[verdict] },
          { name: t.says, cell: ({ says }) => says ?? '–' },
          { name: t.count, isNumber: true, cell: ({ count }) => count },
        ]}
      />
    </Stack>
  );
}
