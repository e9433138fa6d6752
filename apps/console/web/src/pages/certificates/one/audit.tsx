// Who changed what of a certificate, the newest first.
import { Button, Group, Stack } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { answerOf, certificates } from '../../../api/clients';
import type { components } from '../../../api/types/certificates';
import { Loading, Problem } from '../../../parts/answer';
import { Moment } from '../../../parts/moment';
import { Table } from '../../../parts/table';
import { CERTIFICATE_TABS } from '../../../texts/certificate-tabs';
import { CERTIFICATES } from '../../../texts/certificates';
import { useTexts } from '../../../texts/language';
import { cursorOf } from '../queries';

type Entry = components['schemas']['AuditEntry'];
const PAGE = 100;

export function AuditTab({ app, id }: { app: string; id: number }) {
  const t = { ...useTexts(CERTIFICATES), ...useTexts(CERTIFICATE_TABS) };
  const asked = useInfiniteQuery({
    queryKey: ['certificates', app, 'audit', id],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      answerOf(
        certificates.GET('/v1/apps/{app}/audit', {
          params: {
            path: { app },
            query: { certificate: id, limit: PAGE, ...(pageParam !== undefined && { cursor: pageParam }) },
          },
          signal,
        }),
      ),
    getNextPageParam: ({ next }) => cursorOf(next),
  });
  const rows = asked.data?.pages.flatMap(({ entries }) => entries);
  const columns = t.auditColumns;
  return (
    <Stack>
      {asked.error && <Problem error={asked.error} onRetry={() => void asked.refetch()} />}
      {rows === undefined && !asked.error && <Loading what={t.auditWhat} />}
      {rows && (
        <Table<Entry>
          label={t.tabs.audit}
          rows={rows}
          keyOf={(entry) => entry.id}
          columns={[
            { name: columns.at, cell: ({ atMs }) => <Moment at={atMs} /> },
            { name: columns.by, cell: ({ actor }) => actor },
            { name: columns.action, cell: ({ action }) => t.auditActions[action] },
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
