// What needs a person: lanes that stand still for a reason somebody must mend, and devices of the last day that ended badly, by reason.
import { Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answerOf, deliveryLog, dispatch } from '../../api/clients';
import { useLiveEvent } from '../../api/live';
import { Answer } from '../../parts/answer';
import { StateBadge } from '../../parts/state';
import { useActor, useReasons, useVendorName } from '../../parts/story/reasons';
import { Said } from '../../parts/story/said';
import { Table } from '../../parts/table';
import { EXPLAIN } from '../../texts/explain';
import { useTexts } from '../../texts/language';
import { FIND } from '../../texts/find';
import { attentionOf, type Care } from './cares';

const EVERY_MS = 10_000;
const MOST_LANES = 200;

export function Attention({ app }: { app: string }) {
  const t = useTexts(FIND);
  const cares = useQuery({
    queryKey: ['attention', app],
    refetchInterval: EVERY_MS,
    queryFn: async ({ signal }) => {
      const [ledger, lanes] = await Promise.all([
        answerOf(
          deliveryLog.GET('/v1/apps/{app}/ledger', {
            signal,
            params: { path: { app }, query: { hours: 24 } },
          }),
        ),
        answerOf(
          dispatch.GET('/v1/apps/{app}/lanes', {
            signal,
            params: { path: { app }, query: { limit: MOST_LANES } },
          }),
        ),
      ]);
      return attentionOf(ledger, lanes.lanes);
    },
  });
  useLiveEvent('delivery-log.lane', () => void cares.refetch());
  return (
    <section aria-label={t.attention}>
      <Stack gap="xs">
        <Title order={2} size="h4">
          {t.attention}
        </Title>
        <Answer query={cares} what={t.theAttention}>
          {(found) => {
            if (found.length > 0) return <Cares app={app} cares={found} />;
            // Nobody knows that while a service is away: an old "nothing" would stand below the alert and deny it.
            return cares.error ? null : <Text>{t.nothingNeeds}</Text>;
          }}
        </Answer>
      </Stack>
    </section>
  );
}

function Cares({ app, cares }: { app: string; cares: readonly Care[] }) {
  const t = useTexts(FIND);
  const { whoActs } = useTexts(EXPLAIN);
  const actorOf = useActor();
  const vendorName = useVendorName();
  const reasons = useReasons().data?.reasons ?? [];
  const said = ({ kind, code }: Care) => reasons.find((one) => one.kind === kind && one.code === code);
  return (
    <>
      <Text size="sm" c="dimmed">
        {t.attentionLead}
      </Text>
      <Table
        label={t.attention}
        rows={cares}
        keyOf={({ kind, code, certificateId }) => `${kind}/${code}/${certificateId ?? ''}`}
        columns={[
          {
            name: t.what,
            cell: ({ code, certificateId, vendor }) => (
              <Stack gap={2} align="flex-start">
                <StateBadge state="failed" word={code} />
                {certificateId !== undefined && (
                  <Link to="/a/$app/lanes/$certificate" params={{ app, certificate: String(certificateId) }}>
                    {t.certificate(certificateId)} {vendor !== undefined && vendorName(vendor)}
                  </Link>
                )}
                {certificateId === undefined && code !== 'missing' && (
                  <Link to="/a/$app/statistics" params={{ app }}>
                    {t.open_}
                  </Link>
                )}
              </Stack>
            ),
          },
          {
            name: t.why,
            cell: (care) => (
              <Stack gap={2}>
                <Text size="sm">{care.says ?? said(care)?.means}</Text>
                <Text size="sm" c="dimmed">
                  <Said text={said(care)?.toDo ?? ''} />{' '}
                  {said(care) && whoActs(actorOf(said(care)?.who ?? ''))}
                </Text>
              </Stack>
            ),
          },
          { name: t.count, isNumber: true, cell: ({ count }) => (count === undefined ? '–' : count) },
        ]}
      />
    </>
  );
}
