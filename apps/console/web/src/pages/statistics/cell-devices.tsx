// The devices behind a cell: as many as its figure says, each with how it stands, and a way to its story.
import { Button, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Answer } from '../../parts/answer';
import { Drawer } from '../../parts/drawer';
import { Moment } from '../../parts/moment';
import { StateBadge } from '../../parts/state';
import { useVendorName } from '../../parts/story/reasons';
import { stateOf, wordOf } from '../../parts/story/words';
import { Table } from '../../parts/table';
import { EXPLAIN } from '../../texts/explain';
import { useTexts } from '../../texts/language';
import { STATISTICS } from '../../texts/statistics';
import type { Cell } from './address';
import { useDevices } from './asks';

export function CellDevices({ app, cell, onClose }: { app: string; cell: Cell; onClose: () => void }) {
  const t = useTexts(STATISTICS);
  const vendorName = useVendorName();
  const devices = useDevices(app, cell);
  const pages = devices.data?.pages ?? [];
  const rows = pages.flatMap((page) => page.devices);
  const counted = pages.at(-1)?.counted;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = devices;
  const more = (): void => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  };
  // A page may be empty although the list goes on.
  const isEmptySoFar = rows.length === 0 && hasNextPage;
  useEffect(() => {
    if (isEmptySoFar) more();
  });
  const figure = t.figures[cell.figure];
  return (
    <Drawer
      isWide
      title={counted === undefined ? t.devicesOf(figure) : t.devices(counted, figure)}
      onClose={onClose}
    >
      <Stack gap="xs">
        <Text size="sm" c="dimmed">
          {[
            cell.vendor && vendorName(cell.vendor),
            cell.certificate && `${t.by.certificate} ${cell.certificate}`,
            cell.class && t.classes[cell.class],
          ]
            .filter(Boolean)
            .join(' · ')}{' '}
          <Moment at={cell.fromMs} isExact /> – <Moment at={cell.toMs} isExact />
        </Text>
        <Text size="sm">{t.means[cell.figure]}</Text>
        <Answer query={devices} what={t.theDevices}>
          {() => (
            <>
              <DeviceRows app={app} rows={rows} counted={counted ?? rows.length} onEnd={more} />
              <Text size="sm" c="dimmed" role="status">
                {t.listed(rows.length, counted ?? 0)}
              </Text>
              {hasNextPage && (
                <Button variant="default" size="xs" loading={isFetchingNextPage} onClick={more}>
                  {t.more}
                </Button>
              )}
              {!hasNextPage && rows.length < (counted ?? 0) && <Text size="sm">{t.fewer}</Text>}
            </>
          )}
        </Answer>
      </Stack>
    </Drawer>
  );
}

type Row = NonNullable<ReturnType<typeof useDevices>['data']>['pages'][number]['devices'][number];

interface DeviceRowsProps {
  app: string;
  rows: readonly Row[];
  counted: number;
  onEnd: () => void;
}

function DeviceRows({ app, rows, counted, onEnd }: DeviceRowsProps) {
  const t = useTexts(STATISTICS);
  const words = useTexts(EXPLAIN);
  return (
    <Table
      label={t.theDevices}
      rows={rows}
      count={counted}
      keyOf={({ messageId, user, device = '' }) => JSON.stringify([messageId, user, device])}
      onEnd={onEnd}
      columns={[
        {
          name: t.message,
          cell: ({ messageId, user, device }) => (
            <Link
              className="id"
              to="/a/$app/messages/$message"
              params={{ app, message: messageId }}
              search={{ user, ...(device !== undefined && { device }) }}
            >
              {messageId}
            </Link>
          ),
        },
        { name: t.user, cell: ({ user }) => <span className="id">{user}</span> },
        { name: t.device, cell: ({ device }) => <span className="id">{device ?? '–'}</span> },
        {
          name: t.state,
          cell: (row) => <StateBadge state={stateOf(row)} word={wordOf(row, words)} />,
        },
        {
          name: t.sentAt,
          cell: ({ sentAtMs }) => (sentAtMs === undefined ? '–' : <Moment at={sentAtMs} />),
        },
      ]}
    />
  );
}
