// P15: announcements of presence.changed.v1, from facts and from time. They are made beside the flows: a topic that only listeners read holds
// nobody up, and what could not be told is told later, also after a crash.
import { setImmediate } from 'node:timers/promises';
import { type Delivered } from '@offline-push/bus';
import {
  aDatabase,
  aSessionChange,
  FakeClock,
  MemoryBus,
  MemoryPublisher,
  type TestDatabase,
} from '@offline-push/testing';
import { presenceChanged, type SessionChange } from '@offline-push/contracts';
import { sql } from '@offline-push/service-kit';
import { AnnouncementStore } from './announcement.store';
import { AnnouncerWorker } from './announcer.worker';
import { HOUR_MS, POLICY, SECOND_MS } from '../../fixtures/examples';
import { MIGRATIONS } from '../migrations/list';
import { SessionChangedConsumer } from '../sessions/session-changed.consumer';
import { SessionStore } from '../sessions/session.store';
import { SilenceWorker } from './silence.worker';

const LEASE_OVER = sql('spec-lease-over', 'update session set tell_at = now() where tell_at is not null');

let test: TestDatabase;
beforeEach(async () => void (test = await aDatabase(MIGRATIONS)));
afterEach(() => test.drop());

function parts(bus = new MemoryBus(), clock = new FakeClock()) {
  const store = new AnnouncementStore(test.database);
  const announcer = new AnnouncerWorker(store, new MemoryPublisher(bus, 'presence'), clock, POLICY);
  const sessions = new SessionStore(test.database, POLICY);
  const consumer = new SessionChangedConsumer(sessions, announcer, clock, POLICY);
  const silence = new SilenceWorker(store, announcer, clock, POLICY);
  let offset = 0;
  let isAway = false;
  const said = (user: string, change: SessionChange): Delivered<ReturnType<typeof aSessionChange>> => ({
    event: aSessionChange({ user, change }),
    record: {
      ...{ topic: '', partition: 0, key: null, value: null, headers: {} },
      offset: String(offset++),
      timestampMs: clock.nowMs(),
    },
  });
  return {
    ...{ clock, store, announcer, silence },
    published: () => bus.published(presenceChanged),
    disconnect: () => {
      isAway = true;
      bus.disconnect();
    },
    reconnect: () => {
      isAway = false;
      bus.reconnect();
    },
    tell: async (user: string, ...changes: SessionChange[]) => {
      await consumer.handle(changes.map((change) => said(user, change)));
      if (!isAway) await announcer.idle();
    },
    lapse: async () => {
      await silence.announceLapsed();
      await announcer.idle();
    },
    heard: () => bus.published(presenceChanged).map(({ status, refused }) => refused ?? status),
  };
}

it('P15: a topic that only listeners read does not hold the flow, and hears the last word when it is back', async () => {
  const { disconnect, reconnect, tell, heard, announcer } = parts();
  disconnect();
  await tell('bob', 'logged-in');
  await tell('bob', 'disconnected');
  await tell('carol', 'logged-in', 'logged-out');
  expect(heard()).toEqual([]);
  reconnect();
  await announcer.idle();
  expect(heard()).toEqual(['offline']);
});

it('what a process that died did not tell is told by another one', async () => {
  const dying = parts();
  dying.disconnect();
  await dying.tell('bob', 'logged-in');
  await dying.announcer.beforeApplicationShutdown();
  const { announcer, store, heard } = parts();
  announcer.tell(await store.claimLeft(10));
  await announcer.idle();
  expect(heard()).toEqual([]); // for a minute it is the other one's
  await test.database.query(LEASE_OVER, []);
  announcer.tell(await store.claimLeft(10));
  await announcer.idle();
  expect(heard()).toEqual(['online']);
  await test.database.query(LEASE_OVER, []);
  expect(await store.claimLeft(10)).toEqual([]);
});

it('a session that changed while it was told of is looked at again', async () => {
  const { tell, store, heard, announcer } = parts();
  await tell('bob', 'logged-in');
  const { app, user, device, session } = aSessionChange({ user: 'bob' });
  const stale = { app, user, device, session, status: 'offline' as const, refusedAtMs: 0, version: 1 };
  const changed = await store.save([stale]); // another pod told of version 1, after this one told of it
  expect(changed).toMatchObject([{ announced: 'offline' }]);
  announcer.tell(changed);
  await announcer.idle();
  expect(heard()).toEqual(['online', 'online']);
});

it('a sign of life of a session that has ended is announced as refused', async () => {
  const { tell, heard, clock } = parts();
  await tell('bob', 'logged-in', 'logged-out');
  clock.advanceMs(SECOND_MS);
  await tell('bob', 'connected');
  expect(heard()).toEqual(['session-ended']);
});

it('a silence that could not be announced is announced when the bus is back', async () => {
  const { disconnect, reconnect, clock, tell, silence, heard, announcer } = parts();
  await tell('carol', 'logged-in');
  clock.advanceMs(HOUR_MS);
  disconnect();
  await silence.announceLapsed();
  await setImmediate(); // time for an attempt that fails
  expect(heard()).toEqual(['online']);
  reconnect();
  await announcer.idle();
  expect(heard()).toEqual(['online', 'offline']);
});

it('a link that fell silent is announced once, with the time at which the silence was long enough', async () => {
  const { published, clock, tell, lapse, heard } = parts();
  await tell('dave', 'logged-in');
  clock.advanceMs(POLICY.silenceMs);
  const silentAtMs = clock.nowMs();
  await lapse();
  expect(heard()).toEqual(['online']);
  clock.advanceMs(1);
  await lapse();
  await lapse();
  expect(heard()).toEqual(['online', 'offline']);
  expect(published()[1]!.atMs).toBe(silentAtMs);
});

it('a killed phone that went out of reach is announced as logged out', async () => {
  const { clock, tell, lapse, heard } = parts();
  await tell('erin', 'logged-in', 'disconnected');
  clock.advanceMs(POLICY.reachMs + 1);
  await lapse();
  expect(heard()).toEqual(['offline', 'logged-out']);
});

it('a heartbeat in time keeps the link alive', async () => {
  const { clock, tell, lapse, heard } = parts();
  await tell('frank', 'logged-in');
  clock.advanceMs(POLICY.silenceMs);
  await tell('frank', 'connected');
  clock.advanceMs(POLICY.silenceMs);
  await lapse();
  expect(heard()).toEqual(['online']);
});
