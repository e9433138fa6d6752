// The phones that are bound under a certificate. Of a token only its end is ever shown.
import { Button, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answerOf, deviceBindings } from '../../../api/clients';
import type { components } from '../../../api/types/device-bindings';
import { Loading, Problem } from '../../../parts/answer';
import { Moment } from '../../../parts/moment';
import { type State, StateBadge } from '../../../parts/state';
import { Table } from '../../../parts/table';
import { CERTIFICATE_TABS } from '../../../texts/certificate-tabs';
import { CERTIFICATES } from '../../../texts/certificates';
import { useTexts } from '../../../texts/language';
import { cursorOf } from '../queries';

type Use = components['schemas']['CertificateUse'];
const PAGE = 100;
const STATES: Record<Use['state'], State> = {
  bound: 'done',
  waiting: 'waiting',
  'push-off': 'stopped',
  ended: 'healed',
};

export function BindingsTab({ app, id }: { app: string; id: number }) {
  const t = { ...useTexts(CERTIFICATES), ...useTexts(CERTIFICATE_TABS) };
  const asked = useInfiniteQuery({
    queryKey: ['certificates', app, 'bindings', id],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      answerOf(
        deviceBindings.GET('/v1/apps/{app}/certificates/{certificate}/bindings', {
          params: {
            path: { app, certificate: id },
            query: { limit: PAGE, ...(pageParam !== undefined && { cursor: pageParam }) },
          },
          signal,
        }),
      ),
    getNextPageParam: ({ next }) => cursorOf(next),
  });
  const rows = asked.data?.pages.flatMap(({ users }) => users);
  const columns = t.bindingColumns;
  return (
    <Stack>
      {asked.error && <Problem error={asked.error} onRetry={() => void asked.refetch()} />}
      {rows === undefined && !asked.error && <Loading what={t.bindingsWhat} />}
      {rows?.length === 0 && <Text>{t.bindingsNone}</Text>}
      {rows !== undefined && rows.length > 0 && (
        <Table<Use>
          label={t.tabs.bindings}
          rows={rows}
          keyOf={({ user, device }) => `${user} ${device}`}
          columns={[
            {
              name: columns.user,
              cell: ({ user }) => (
                <Link to="/a/$app/users/$user" params={{ app, user }}>
                  {user}
                </Link>
              ),
            },
            { name: columns.device, cell: ({ device }) => <span className="id">{device}</span> },
            {
              name: columns.state,
              cell: ({ state }) => <StateBadge state={STATES[state]} word={t.bindingStates[state]} />,
            },
            { name: columns.token, cell: ({ token }) => <span className="id">{token ?? '–'}</span> },
            { name: columns.reported, cell: ({ reportedAtMs }) => <Moment at={reportedAtMs} /> },
          ]}
        />
      )}
      {asked.hasNextPage && (
        <Group>
          <Button
            variant="default"
            loading={asked.isFetchingNextPage}
            onClick={() => void asked.fetchNextPage()}
          >
            {t.more}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
