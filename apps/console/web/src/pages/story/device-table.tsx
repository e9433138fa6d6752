// The devices of the message as rows; the one that is open stands beside them.
import { Button, Stack, Text } from '@mantine/core';
import { StateBadge } from '../../parts/state';
import { useVendorName } from '../../parts/story/reasons';
import { type DeviceRow, stateOf, wordOf } from '../../parts/story/words';
import { Moment } from '../../parts/moment';
import { Table } from '../../parts/table';
import { EXPLAIN } from '../../texts/explain';
import { useTexts } from '../../texts/language';
import { STORY } from '../../texts/story';
import type { Chosen } from './asks';

interface DeviceTableProps {
  message: string;
  rows: readonly DeviceRow[];
  found: number;
  openKey: string | undefined;
  onOpen: (row: DeviceRow) => void;
  onEnd?: (() => void) | undefined;
  onClear: () => void;
}

export const keyOfRow = ({ user, device = '' }: Chosen): string => JSON.stringify([user, device]);

export function DeviceTable({ message, rows, found, openKey, onOpen, onEnd, onClear }: DeviceTableProps) {
  const t = useTexts(STORY);
  const words = useTexts(EXPLAIN);
  const vendorName = useVendorName();
  if (rows.length === 0)
    return (
      <Stack align="flex-start" gap="xs">
        <Text>{t.noneFound}</Text>
        <Button size="xs" variant="default" onClick={onClear}>
          {t.clearFilter}
        </Button>
      </Stack>
    );
  return (
    <Table
      label={t.devicesOf(message)}
      columns={[
        { name: t.user, cell: ({ user }) => <span className="id">{user}</span> },
        { name: t.device, cell: ({ device }) => <span className="id">{device ?? '–'}</span> },
        { name: t.vendor, cell: ({ vendor }) => (vendor === undefined ? '–' : vendorName(vendor)) },
        {
          name: t.state,
          cell: (row) => (
            <>
              <StateBadge state={stateOf(row)} word={wordOf(row, words)} />{' '}
              {row.nextAtMs !== undefined && <Moment at={row.nextAtMs} isExact />}
              {row.arrival === 'not-reported' && (
                <Text size="xs" c="dimmed" span>
                  {words.arrivals['not-reported']}
                </Text>
              )}
            </>
          ),
        },
      ]}
      rows={rows}
      count={found}
      keyOf={keyOfRow}
      openKey={openKey}
      onOpen={onOpen}
      onEnd={onEnd}
    />
  );
}
