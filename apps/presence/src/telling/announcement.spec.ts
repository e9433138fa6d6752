// What listeners are told: the public status from login, link, platform and time, and since when.
import type { DeviceStatus, PresenceChanged } from '@offline-push/contracts';
import { announcementsOf } from './announcement';
import {
  connectedPhone,
  DAY_MS,
  HOUR_MS,
  killedPhone,
  NOW_MS,
  POLICY,
  SECOND_MS,
} from '../../fixtures/examples';
import type { Session } from '../sessions/session';
import { bestOf } from '../sessions/status';

const told = (session: Session, announced: DeviceStatus) =>
  announcementsOf([{ ...session, announced, refusedAtMs: 0, version: 1 }], POLICY, NOW_MS).map(
    ({ status, atMs }) => ({ status, atMs }),
  );

describe('the public status', () => {
  it.each<[string, Session, DeviceStatus]>([
    ['of a connected phone is online', connectedPhone(), 'online'],
    [
      'of a phone in background is online: the process is alive',
      connectedPhone({}, { phases: [{ phase: 'background', atMs: NOW_MS }] }),
      'online',
    ],
    ['of a killed phone is offline', killedPhone(), 'offline'],
    ['of a silent phone is offline', connectedPhone({}, { aliveAtMs: NOW_MS - HOUR_MS }), 'offline'],
    ['of an ended session is logged-out, link or not', connectedPhone({ login: 'kicked' }), 'logged-out'],
    ['of a connection without a login is logged-out', connectedPhone({ login: 'none' }), 'logged-out'],
    ['of a phone out of reach is logged-out', killedPhone({ seenAtMs: NOW_MS - 8 * DAY_MS }), 'logged-out'],
    ['of a connected desktop is online', connectedPhone({ platform: 'macos' }), 'online'],
    ['of a desktop without a link is logged-out', killedPhone({ platform: 'macos' }), 'logged-out'],
  ])('%s', (_, session, status) => {
    const other = status === 'online' ? 'offline' : 'online';
    expect(told(session, other)).toMatchObject([{ status }]);
    expect(told(session, status)).toEqual([]);
  });

  it.each<[DeviceStatus[], DeviceStatus]>([
    [['logged-out', 'offline', 'online'], 'online'],
    [['logged-out', 'offline'], 'offline'],
    [['logged-out'], 'logged-out'],
  ])('of a user with devices that are %j is %s', (statuses, best) => expect(bestOf(statuses)).toBe(best));
});

describe('issue 12: a status comes with its cause, so that a diagnosis need not know how presence is set', () => {
  const causeOf = (session: Session, announced: DeviceStatus) =>
    announcementsOf([{ ...session, announced, refusedAtMs: 0, version: 1 }], POLICY, NOW_MS)[0];

  it.each<[string, Session, PresenceChanged['cause']]>([
    ['no cause of a connected phone', connectedPhone(), undefined],
    ['the word of the gateway', killedPhone(), 'disconnected'],
    ['silence', connectedPhone({}, { aliveAtMs: NOW_MS - HOUR_MS }), 'silent'],
    ['the end of the login', connectedPhone({ login: 'kicked' }), 'kicked'],
    ['the login that never was', connectedPhone({ login: 'none' }), 'never-logged-in'],
    ['the platform', killedPhone({ platform: 'macos' }), 'not-pushable'],
    ['the reach', killedPhone({ seenAtMs: NOW_MS - 8 * DAY_MS }), 'out-of-reach'],
  ])('%s', (_, session, cause) => {
    const announced = cause === undefined ? 'offline' : 'online';
    expect(causeOf(session, announced)?.cause).toBe(cause);
    expect(causeOf(session, announced)?.platform).toBe(session.platform ?? undefined);
  });

  it('and with the last sign of life, which of a silent link is older than the silence', () => {
    const silent = connectedPhone({}, { aliveAtMs: NOW_MS - HOUR_MS });
    expect(causeOf(silent, 'online')?.seenAtMs).toBe(NOW_MS - HOUR_MS);
    expect(causeOf(killedPhone(), 'online')?.seenAtMs).toBe(killedPhone().seenAtMs);
  });
});

describe('a change of status happened', () => {
  it.each<[string, Session, number]>([
    ['with its newest fact', killedPhone(), NOW_MS - HOUR_MS],
    [
      'with the logout',
      connectedPhone({ login: 'logged-out', seenAtMs: NOW_MS - SECOND_MS }),
      NOW_MS - SECOND_MS,
    ],
    [
      'when the silence had lasted 400 s',
      connectedPhone({}, { aliveAtMs: NOW_MS - HOUR_MS }),
      NOW_MS - HOUR_MS + 400 * SECOND_MS,
    ],
    ['when the reach was over', killedPhone({ seenAtMs: NOW_MS - 8 * DAY_MS }), NOW_MS - DAY_MS],
  ])('%s', (_, session, atMs) => expect(told(session, 'online')).toMatchObject([{ atMs }]));
});

describe('a login of a session that had ended', () => {
  const revived = killedPhone({
    login: 'logged-out',
    endedAtMs: NOW_MS - 60_000,
    activeAtMs: NOW_MS - 30_000.5,
  });
  const toldOf = (refusedAtMs: number) =>
    announcementsOf([{ ...revived, announced: 'logged-out', refusedAtMs, version: 1 }], POLICY, NOW_MS);

  it('is announced as refused, at the time at which it came', () => {
    expect(toldOf(0)).toMatchObject([
      { status: 'logged-out', refused: 'session-ended', atMs: NOW_MS - 30_001 },
    ]);
  });

  it('is announced once', () => expect(toldOf(revived.activeAtMs)).toEqual([]));

  it('is none if it came before the end', () => {
    const session = { ...revived, activeAtMs: revived.endedAtMs - 1 };
    expect(told(session, 'logged-out')).toEqual([]);
  });
});
