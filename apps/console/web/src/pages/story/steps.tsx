// The steps of one device as entries of a timeline: what happened, who says so, and behind a fold what was asked and answered.
import { Group, Stack, Text } from '@mantine/core';
import type { TimelineEntry } from '../../parts/timeline';
import { Moment } from '../../parts/moment';
import { type State, StateBadge } from '../../parts/state';
import { Fold } from '../../parts/story/fold';
import { Said } from '../../parts/story/said';
import { useVendorName } from '../../parts/story/reasons';
import {
  type DeviceStory,
  type ExplainTexts,
  spanWord,
  type Step,
  type Story,
} from '../../parts/story/words';
import { EXPLAIN } from '../../texts/explain';
import { useTexts } from '../../texts/language';

export function entriesOf(
  story: Story,
  device: DeviceStory,
  t: ExplainTexts,
  nowMs: number,
): TimelineEntry[] {
  const { steps } = device;
  const entries = steps.map(
    (step, at): TimelineEntry => ({
      key: `${step.stage}-${step.attempt ?? ''}-${step.result}-${at}`,
      atMs: step.atMs,
      content: <StepLine step={step} />,
    }),
  );
  return [...entries, ...edgesOf(story, device, t, nowMs)].sort((a, b) => a.atMs - b.atMs);
}

/** When it is tried again, and when its lifetime ends, if that is still to come or ended it. */
function edgesOf(
  { expiresAtMs }: Story,
  device: DeviceStory,
  t: ExplainTexts,
  nowMs: number,
): TimelineEntry[] {
  const isOpen = ['at-gate', 'at-addressing', 'open'].includes(device.box);
  const last = device.steps.filter(({ stage }) => stage === 'attempt').at(-1);
  const retry: TimelineEntry[] =
    isOpen && last?.nextAtMs !== undefined
      ? [
          {
            key: 'retry',
            atMs: last.nextAtMs,
            isEdge: true,
            content: (
              <Group gap="xs">
                <StateBadge state="waiting" word={t.retryAt((last.attempt ?? 0) + 1)} />
                <Moment at={last.nextAtMs} isExact />
              </Group>
            ),
          },
        ]
      : [];
  if (expiresAtMs === undefined) return retry;
  const word = expiresAtMs > nowMs ? t.expires : t.expired;
  const content = (
    <Text size="sm">
      {word} <Moment at={expiresAtMs} isExact />
    </Text>
  );
  return [...retry, { key: 'expiry', atMs: expiresAtMs, isEdge: true, content }];
}

function StepLine({ step }: { step: Step }) {
  const t = useTexts(EXPLAIN);
  return (
    <Stack gap={2}>
      <Group gap="xs">
        <Text fw={600} span>
          {stageWord(step, t)}
        </Text>
        <StateBadge state={stateOf(step)} word={resultWord(step, t)} />
        <Text size="xs" c="dimmed" span>
          {t.witnesses[step.witness]}
        </Text>
      </Group>
      <Text size="sm">
        <Said text={step.means} />
      </Text>
      {step.says !== undefined && <Text size="sm">“{step.says}”</Text>}
      <Behind step={step} />
    </Stack>
  );
}

/** The reason of a stop and the code of a call stay as they are in events: they are what one searches for. */
function resultWord({ stage, result }: Step, { steps, ends }: ExplainTexts): string {
  const isEnd = stage === 'attempt' || stage === 'end' || stage === 'receipt';
  const known = { ...steps, ...(isEnd && ends) } as Record<string, unknown>;
  const word = known[result];
  return typeof word === 'string' ? word : result;
}

const stageWord = ({ stage, attempt }: Step, { stages }: ExplainTexts): string =>
  stage === 'attempt' ? stages.attempt(attempt ?? 1) : stages[stage];

const OF_RESULT: Readonly<Record<string, State>> = {
  throttled: 'waiting',
  unavailable: 'waiting',
  'callback-refused': 'waiting',
  'credential-broken': 'failed',
  refused: 'failed',
  expired: 'failed',
  'token-dead': 'healed',
  withdrawn: 'healed',
  unconfirmed: 'unknown',
  blocked: 'stopped',
};

/** A stop at gate or addressing is on purpose, whatever its reason is called. */
function stateOf({ stage, result }: Step): State {
  if (stage === 'dead-letter') return 'failed';
  if (stage === 'gate' || stage === 'addressing') return result === 'onward' ? 'done' : 'stopped';
  return OF_RESULT[result] ?? 'done';
}

/** Request and answer of a call; of other steps what else is known. */
function Behind({ step }: { step: Step }) {
  const t = useTexts(EXPLAIN);
  const vendorName = useVendorName();
  const { facts } = t;
  const asked: Facts = [
    [facts.vendor, step.vendor && vendorName(step.vendor)],
    [facts.certificate, step.certificateId],
    [facts.version, step.version],
    [facts.carried, step.carried],
    ...(step.stage === 'end' ? [[facts.attempts, step.attempt] as const] : []),
    [facts.notes, step.notes?.join('; ')],
  ];
  const answered: Facts = [
    [facts.took, step.tookMs === undefined ? undefined : spanWord(step.tookMs)],
    [facts.code, step.code],
    [facts.vendorMessageId, step.vendorMessageId],
    [facts.lane, step.lane?.state],
    [facts.inDoubt, step.inDoubt],
  ];
  if (step.stage !== 'attempt') return <FactFold title={t.details} facts={[...asked, ...answered]} />;
  return (
    <Group gap="lg" align="flex-start">
      <FactFold title={t.request} facts={asked} />
      <FactFold title={t.theAnswer} facts={[[facts.verdict, step.result], ...answered]} />
    </Group>
  );
}

type Facts = readonly (readonly [name: string, value: string | number | undefined])[];

function FactFold({ title, facts }: { title: string; facts: Facts }) {
  const known = facts.filter(([, value]) => value !== undefined && value !== '');
  if (known.length === 0) return null;
  return (
    <Fold title={title}>
      <dl className="facts">
        {known.map(([name, value]) => (
          <FactLine key={name} name={name} value={String(value)} />
        ))}
      </dl>
    </Fold>
  );
}

const FactLine = ({ name, value }: { name: string; value: string }) => (
  <>
    <dt>{name}</dt>
    <dd className="id">{value}</dd>
  </>
);
