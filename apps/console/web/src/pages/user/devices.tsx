// The devices of a user: login, link and phase apart, the binding, whether it can be pushed now and if not why, and what an operator may do.
import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Moment } from '../../parts/moment';
import { type State, StateBadge } from '../../parts/state';
import { useVendorName } from '../../parts/story/reasons';
import { Said } from '../../parts/story/said';
import { TestPush } from '../../parts/story/test-push';
import { Table } from '../../parts/table';
import { useMay } from '../../shell/session';
import { EXPLAIN } from '../../texts/explain';
import { useTexts } from '../../texts/language';
import { USER } from '../../texts/user';
import { LogOut, Unbind } from './changes';
import type { DeviceNow } from './device-now';

type UserTexts = (typeof USER)['en'];

interface DevicesProps {
  app: string;
  user: string;
  devices: readonly DeviceNow[];
}

type Asked = { what: 'test' | 'unbind' | 'log-out'; device: string };

export function Devices({ app, user, devices }: DevicesProps) {
  const t = useTexts(USER);
  const mayChange = useMay('operator', app);
  const [asked, setAsked] = useState<Asked>();
  const close = (): void => setAsked(undefined);
  if (devices.length === 0) return <Text>{t.nobodyKnows}</Text>;
  const actions = { name: t.actions, cell: (device: DeviceNow) => <Actions of={device} onAsk={setAsked} /> };
  return (
    <>
      <Table
        label={t.devices}
        rows={devices}
        keyOf={({ device }) => device}
        columns={[
          { name: t.device, cell: (row) => <DeviceName row={row} /> },
          { name: t.login, cell: (row) => <Login row={row} t={t} /> },
          { name: t.link, cell: (row) => <LinkState row={row} t={t} /> },
          { name: t.phase, cell: (row) => phaseWord(row, t) },
          { name: t.binding, cell: (row) => <BindingState row={row} t={t} /> },
          { name: t.canBePushed, cell: (row) => <CanBePushed row={row} t={t} /> },
          ...(mayChange ? [actions] : []),
        ]}
      />
      {asked?.what === 'test' && <TestPush app={app} user={user} device={asked.device} onClose={close} />}
      {asked?.what === 'unbind' && <Unbind app={app} user={user} device={asked.device} onClose={close} />}
      {asked?.what === 'log-out' && <LogOut app={app} user={user} device={asked.device} onClose={close} />}
    </>
  );
}

interface Cell {
  row: DeviceNow;
  t: UserTexts;
}

const DeviceName = ({ row: { device, session } }: { row: DeviceNow }) => (
  <Stack gap={0}>
    <span className="id">{device}</span>
    {session?.platform !== undefined && (
      <Text size="xs" c="dimmed">
        {session.platform}
      </Text>
    )}
  </Stack>
);

const LOGIN_STATES: Partial<Record<string, State>> = { in: 'done' };

const Login = ({ row: { session }, t }: Cell) =>
  session === undefined ? (
    '–'
  ) : (
    <Group gap={4}>
      <StateBadge state={LOGIN_STATES[session.login] ?? 'stopped'} word={t.logins[session.login]} />
      {session.endedAtMs !== undefined && <Moment at={session.endedAtMs} />}
    </Group>
  );

function LinkState({ row: { session }, t }: Cell) {
  if (session === undefined) return '–';
  const states = session.links.map(({ state }) => state);
  const state = states.includes('up')
    ? 'up'
    : states.includes('silent')
      ? 'silent'
      : states.length > 0
        ? 'down'
        : 'none';
  return (
    <Group gap={4}>
      <StateBadge
        state={state === 'up' ? 'done' : state === 'silent' ? 'unknown' : 'stopped'}
        word={t.links[state]}
      />
      <Moment at={session.seenAtMs} />
    </Group>
  );
}

/** Of an app that has no connection it is what it was. */
function phaseWord({ session }: DeviceNow, t: UserTexts): string {
  const phase = session?.phase ?? 'unknown';
  const isUp = session?.links.some(({ state }) => state === 'up') ?? false;
  return phase === 'unknown' || isUp ? t.phases[phase] : t.lastPhase(t.phases[phase]);
}

function BindingState({ row: { binding }, t }: Cell) {
  const vendorName = useVendorName();
  if (binding === undefined) return t.bindings.none;
  const { state, certificateId, vendor, token, cause, endedAtMs } = binding;
  return (
    <Stack gap={0}>
      <Text size="sm">
        {t.bindings[state]} {cause}
      </Text>
      <Text size="xs" c="dimmed" className="id">
        {[vendor && vendorName(vendor), certificateId, token && `…${token}`].filter(Boolean).join(' · ')}{' '}
        {endedAtMs !== undefined && <Moment at={endedAtMs} />}
      </Text>
    </Stack>
  );
}

/** A rule that says no is neutral; red is what needs a person. */
function CanBePushed({ row: { diagnosis }, t }: Cell) {
  if (diagnosis === undefined) return '–';
  const { first } = diagnosis;
  if (first === undefined) return <StateBadge state="done" word={t.yes} />;
  return (
    <Stack gap={0} align="flex-start">
      <StateBadge state="stopped" word={t.no(first.check)} />
      <Text size="xs" c="dimmed">
        <Said text={first.evidence} />
      </Text>
    </Stack>
  );
}

function Actions({
  of: { device, session, binding },
  onAsk,
}: {
  of: DeviceNow;
  onAsk: (asked: Asked) => void;
}) {
  const t = useTexts(USER);
  const { testPush } = useTexts(EXPLAIN);
  const isOpen = session !== undefined && session.endedAtMs === undefined;
  const isBound = binding?.state === 'bound' || binding?.state === 'waiting';
  return (
    <Group gap={4} wrap="nowrap">
      {session !== undefined && (
        <Button size="compact-xs" variant="default" onClick={() => onAsk({ what: 'test', device })}>
          {testPush}
        </Button>
      )}
      {isBound && (
        <Button size="compact-xs" variant="default" onClick={() => onAsk({ what: 'unbind', device })}>
          {t.unbind}
        </Button>
      )}
      {isOpen && (
        <Button size="compact-xs" variant="default" onClick={() => onAsk({ what: 'log-out', device })}>
          {t.logOut}
        </Button>
      )}
    </Group>
  );
}
