// When the devices of a user were logged in and connected in the last 24 hours: as strips, and as a table for who cannot see them.
import { Stack, Text } from '@mantine/core';
import { useNow, Moment } from '../../parts/moment';
import { Fold } from '../../parts/story/fold';
import { Table } from '../../parts/table';
import { useTexts } from '../../texts/language';
import { USER } from '../../texts/user';
import type { Session } from './asks';
import { byDevice, SPAN_MS, type Stretch, stretchesOf } from './strip';
import './user.css';

export function PresenceStrip({ sessions }: { sessions: readonly Session[] }) {
  const t = useTexts(USER);
  const nowMs = useNow(10_000);
  if (sessions.length === 0) return <Text>{t.noPresence}</Text>;
  const devices = [...byDevice(sessions)].map(([device, those]) => ({
    device,
    stretches: stretchesOf(those, nowMs),
  }));
  const rows = devices.flatMap(({ device, stretches }) =>
    stretches.map((stretch) => ({ device, ...stretch })),
  );
  return (
    <Stack gap="xs">
      {devices.map(({ device, stretches }) => (
        <div className="strip-row" key={device}>
          <Text size="sm" className="id">
            {device}
          </Text>
          <Strip label={t.presenceOf(device)} stretches={stretches} nowMs={nowMs} />
        </div>
      ))}
      <Text size="xs" c="dimmed">
        {t.presenceLegend}
      </Text>
      <Fold title={t.tableView}>
        <Table
          label={t.presence}
          rows={rows}
          keyOf={({ device, what, fromMs }) => `${device}/${what}/${fromMs}`}
          columns={[
            { name: t.device, cell: ({ device }) => <span className="id">{device}</span> },
            { name: t.what, cell: ({ what }) => (what === 'login' ? t.loggedIn : t.connected) },
            { name: t.from, cell: ({ fromMs }) => <Moment at={fromMs} isExact /> },
            {
              name: t.until,
              cell: ({ untilMs, isNow }) => (isNow ? t.now : <Moment at={untilMs} isExact />),
            },
          ]}
        />
      </Fold>
    </Stack>
  );
}

function Strip({ label, stretches, nowMs }: { label: string; stretches: readonly Stretch[]; nowMs: number }) {
  const part = (ms: number): string => `${((ms / SPAN_MS) * 100).toFixed(2)}%`;
  return (
    <div className="strip" role="img" aria-label={label}>
      {stretches.map(({ what, fromMs, untilMs }) => (
        <span
          key={`${what}-${fromMs}`}
          data-what={what}
          style={{ left: part(fromMs - (nowMs - SPAN_MS)), width: part(untilMs - fromMs) }}
        />
      ))}
    </div>
  );
}
