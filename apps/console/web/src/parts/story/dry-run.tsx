// What a push would be now: the vendor's request as it would leave, masked. Nothing is sent.
import { Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { answerOf, dispatch } from '../../api/clients';
import type { components } from '../../api/types/dispatch';
import { EXPLAIN } from '../../texts/explain';
import { useTexts } from '../../texts/language';
import { Answer } from '../answer';
import { Copy } from '../copy';
import { Drawer } from '../drawer';
import { type State, StateBadge } from '../state';
import { useVendorName } from './reasons';
import './story.css';
import '../command.css';

type Answered = components['schemas']['TargetDryRunAnswer'];

const STATES: Record<Answered['would'], State> = { call: 'done', wait: 'waiting', end: 'stopped' };

interface DryRunProps {
  app: string;
  user: string;
  device: string;
  target: string;
  onClose: () => void;
}

export function DryRun({ app, user, device, target, onClose }: DryRunProps) {
  const t = useTexts(EXPLAIN);
  const run = useQuery({
    queryKey: ['dry-run', app, target],
    staleTime: 0,
    gcTime: 0,
    queryFn: ({ signal }) =>
      answerOf(
        dispatch.POST('/v1/apps/{app}/targets/{target}/dry-run', {
          signal,
          params: { path: { app, target } },
        }),
      ),
  });
  return (
    <Drawer title={t.dryRunTitle(user, device)} onClose={onClose}>
      <Stack>
        <Text>{t.dryRunSays}</Text>
        <Answer query={run} what={t.dryRun}>
          {(answer) => <Outcome answer={answer} />}
        </Answer>
      </Stack>
    </Drawer>
  );
}

function Outcome({ answer }: { answer: Answered }) {
  const t = useTexts(EXPLAIN);
  const vendorName = useVendorName();
  return (
    <Stack>
      <Group gap="xs">
        <StateBadge state={STATES[answer.would]} word={t.would[answer.would]} />
        <Text size="sm">
          {vendorName(answer.vendor)} · {answer.certificateId}
        </Text>
      </Group>
      {(answer.code !== undefined || answer.says !== undefined) && (
        <Text size="sm">{[answer.code, answer.says].filter(Boolean).join(': ')}</Text>
      )}
      {answer.notes.map((note) => (
        <Text size="sm" key={note}>
          {note}
        </Text>
      ))}
      {answer.requests.length === 0 && <Text>{t.noRequest}</Text>}
      {answer.requests.map((request, at) => (
        <Stack key={at} gap="xs" align="flex-start">
          <pre className="command" tabIndex={0} aria-label={t.request}>
            {textOf(request)}
          </pre>
          <Copy text={textOf(request)} />
        </Stack>
      ))}
    </Stack>
  );
}

const textOf = ({ method, url, headers, body }: Answered['requests'][number]): string =>
  [
    `${method} ${url}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '',
    pretty(body),
  ].join('\n');

/** JSON is easier to read with its lines; all else stays as it would leave. */
function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
