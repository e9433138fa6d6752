// The 28 checks of one device: how many pass, the first that fails open with its evidence and remedy, the others folded.
import { Group, Stack, Text } from '@mantine/core';
import { EXPLAIN } from '../../texts/explain';
import { useTexts } from '../../texts/language';
import { type State, StateBadge } from '../state';
import { Fold } from './fold';
import { useActor } from './reasons';
import { Said } from './said';
import type { Diagnosis } from './words';

type DeviceDiagnosis = Diagnosis['devices'][number];
type Check = DeviceDiagnosis['checks'][number];

const STATES: Record<Check['result'], State> = { pass: 'done', fail: 'failed', unknown: 'unknown' };

export function Checks({ diagnosis }: { diagnosis: DeviceDiagnosis }) {
  const t = useTexts(EXPLAIN);
  const { checks, first } = diagnosis;
  const count = (result: Check['result']): number => checks.filter((one) => one.result === result).length;
  return (
    <Stack gap="xs">
      <Text>{t.checksCounted(checks.length, count('pass'), count('fail'), count('unknown'))}</Text>
      <Text fw={600} role="status">
        {first ? t.firstFailing(first.number, first.asks) : t.noneFails}
      </Text>
      <ol className="checks" aria-label={t.checks}>
        {checks.map((check) => (
          <li
            key={check.check}
            data-check={check.check}
            data-first={check.check === first?.check && stateOf(check, first)}
          >
            <CheckRow check={check} first={first} />
          </li>
        ))}
      </ol>
    </Stack>
  );
}

/** Where a rule stopped it on purpose, what fails after that fails because of it: nothing of it needs a person. */
const stateOf = ({ result, who }: Check, first: Check | undefined): State =>
  result === 'fail' && (who === 'nobody' || first?.who === 'nobody') ? 'stopped' : STATES[result];

function CheckRow({ check, first }: { check: Check; first: Check | undefined }) {
  const t = useTexts(EXPLAIN);
  const actorOf = useActor();
  const { number, asks, result, evidence, who, toDo } = check;
  return (
    <Fold
      isOpen={check.check === first?.check}
      title={
        <Group component="span" display="inline-flex" gap="xs">
          <StateBadge state={stateOf(check, first)} word={t.results[result]} />
          <span>
            <Said text={t.checkOf(number, asks)} />
          </span>
        </Group>
      }
    >
      <Text size="sm">
        <Said text={evidence} />
      </Text>
      {result !== 'pass' && (
        <Text size="sm" c="dimmed">
          <Said text={toDo} /> {who !== 'nobody' && t.whoActs(actorOf(who))}
        </Text>
      )}
    </Fold>
  );
}
