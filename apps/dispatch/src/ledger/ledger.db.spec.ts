// The ledger in PostgreSQL: what may be claimed, by whom, and who may settle it. Reliability notes 2.1 and 2.3, row by row.
import { Test, type TestingModule } from '@nestjs/testing';
import { type Delivered } from '@offline-push/bus';
import {
  aDatabase,
  anAddressedPush,
  MemoryBus,
  MemoryBusModule,
  type TestDatabase,
} from '@offline-push/testing';
import {
  type BindingChanged,
  type PushAddressed,
  pushAddressed,
  type PushOutcome,
  pushOutcome,
  tokenHashOf,
} from '@offline-push/contracts';
import { KitModule, parseConfig, sql } from '@offline-push/service-kit';
import { arrivalsOf, conflictsOf } from '../arrivals/arrival';
import { ArrivalStore } from '../arrivals/arrival.store';
import { CertificateCopyStore } from '../certificates/certificate-copy.store';
import { ClaimStore } from './claim.store';
import { dispatchFields } from '../dispatch.config';
import { DispatchModule } from '../dispatch.module';
import { HeldClaims } from '../lanes/held-claims.steps';
import { SettleStore } from './settle.store';
import type { ClaimedTarget, Settlement, Target } from './target';
import { withdrawalsOf } from '../withdrawals/withdraw';
import { WithdrawalStore } from '../withdrawals/withdrawal.store';

const LEASE_MS = 30_000;
const HOUR_MS = 3_600_000;
const sealKeys = JSON.stringify({ keys: [{ id: 'k1', key: Buffer.alloc(32, 1).toString('base64') }] });

const bus = new MemoryBus();
let database: TestDatabase;
let dispatch: TestingModule;
let arrivals: ArrivalStore;
let claims: ClaimStore;
let settles: SettleStore;
let withdrawals: WithdrawalStore;
let serial = 0;

beforeAll(async () => {
  database = await aDatabase([]);
  const config = parseConfig(dispatchFields, {
    DATABASE_URL: database.url,
    KAFKA_BROKERS: 'none:1',
    SEAL_KEYS: sealKeys,
  });
  const imports = [
    KitModule.forRoot({ service: 'dispatch' }),
    DispatchModule.forRoot(config, MemoryBusModule.forRoot({ service: 'dispatch', bus })),
  ];
  // Compiled but not started: no worker runs, the test alone decides what happens when.
  dispatch = await Test.createTestingModule({ imports }).compile();
  arrivals = dispatch.get(ArrivalStore);
  claims = dispatch.get(ClaimStore);
  settles = dispatch.get(SettleStore);
  withdrawals = dispatch.get(WithdrawalStore);
});
afterAll(async () => {
  await dispatch.close();
  await database.drop();
});

const delivered = (event: PushAddressed): Delivered<PushAddressed> => ({
  event,
  record: {
    topic: pushAddressed.name,
    partition: 0,
    offset: '0',
    key: null,
    value: null,
    headers: {},
    timestampMs: 0,
  },
});

/** A fresh message with one target, not yet remembered. */
function aPush(expiresInMs = HOUR_MS): PushAddressed {
  serial += 1;
  const id = `t${serial}`.padEnd(22, '_');
  const [target] = anAddressedPush().onward;
  return anAddressedPush({
    messageId: `m${serial}`,
    expiresAtMs: Date.now() + expiresInMs,
    onward: [{ ...target!, targetId: id, session: `s${serial}`, token: `phone-${serial}` }],
  });
}

async function arrived(push = aPush()): Promise<Target> {
  const rows = arrivalsOf([delivered(push)]);
  await arrivals.remember(rows);
  return rows.targets[0]!;
}

const claim = async (target: Target, leaseMs = LEASE_MS): Promise<ClaimedTarget | undefined> =>
  (await claims.claim([target], leaseMs))[0];
const settle = async (target: ClaimedTarget, settlement: Settlement): Promise<boolean> =>
  (await settles.settle([{ target, settlement }])).length === 1;
const parked = (change: Partial<Settlement> = {}): Settlement =>
  ({
    state: 'parked',
    parkedFor: 'unavailable',
    delayMs: 0,
    mayHaveRung: false,
    ...change,
  }) as Settlement;
const stateOf = async ({ targetId }: Target): Promise<string | undefined> => {
  const rows = await database.database.query<{ state: string }>(
    sql('state-of', 'select state from target where target_id = $1'),
    [targetId],
  );
  return rows[0]?.state;
};
const announced = ({ targetId }: Target) =>
  bus
    .published(pushOutcome)
    .filter(({ outcomes }) => outcomes.some((outcome) => outcome.targetId === targetId));
let factMs = 1_000;
const withdraw = (
  target: Target,
  cause: BindingChanged['cause'],
  token = target.token,
  atMs = (factMs += 1),
): Promise<void> => {
  const { app, user, device, session } = target;
  const change = {
    app,
    user,
    device,
    session,
    cause,
    tokenHash: tokenHashOf(target.app, target.vendor, token),
    atMs,
  };
  return withdrawals.save(
    withdrawalsOf([{ event: { ...change, change: cause === 'reported' ? 'bound' : 'unbound' }, place: 0 }]),
  );
};

describe('arrivals', () => {
  it('3.11: keep what was cut at the door, for whichever process ends them', async () => {
    const notes = ['push.title: cut from 201 to 200 characters'];
    const target = await arrived({ ...aPush(), notes });
    expect(target.notes).toEqual(notes);
    await settle((await claim(target))!, parked());
    const due = await claims.listDue([{ certificateId: target.certificateId, room: 1_000 }]);
    const again = due.find(({ targetId }) => targetId === target.targetId);
    expect(again?.notes).toEqual(notes);
    await settle((await claim(again!))!, { state: 'accepted', notes: ['no badge'] });
    const isIt = ({ outcomes }: PushOutcome) => outcomes[0]?.targetId === target.targetId;
    expect((await bus.next(pushOutcome, isIt)).outcomes[0]?.notes).toEqual([...notes, 'no badge']);
  });

  it('are fresh once: a redelivered record makes no new target', async () => {
    const push = aPush();
    expect((await arrivals.remember(arrivalsOf([delivered(push)]))).fresh.size).toBe(1);
    expect((await arrivals.remember(arrivalsOf([delivered(push)]))).fresh.size).toBe(0);
  });

  it('of a known message id with other content are rejected, and their targets are not remembered', async () => {
    const push = aPush();
    await arrived(push);
    const [target] = push.onward;
    const other = {
      ...push,
      contentHash: 'AAAAAAAAAAAAAAAAAAAAAA',
      onward: [{ ...target!, targetId: 'other'.padEnd(22, '_') }],
    };
    const { fresh, contentHashes } = await arrivals.remember(arrivalsOf([delivered(other)]));
    expect(fresh.size).toBe(0);
    expect(conflictsOf([delivered(other)], contentHashes)).toEqual([
      expect.objectContaining({ reason: 'id-conflict' }),
    ]);
  });

  it('keep texts that JSON can escape and PostgreSQL cannot hold', async () => {
    const push = {
      ...aPush(),
      content: { vendors: { xiaomi: { note: 'a\u0000b\ud800' } } },
    } as PushAddressed;
    const target = await arrived(push);
    await claim(target, 0);
    const [due] = await claims.listDue([{ certificateId: target.certificateId, room: 1 }]);
    expect(due?.content).toEqual(push.content);
    await settle((await claim(target))!, { state: 'accepted' });
  });
});

describe('a claim', () => {
  it("is one process's alone", async () => {
    const target = await arrived();
    const both = await Promise.all([claim(target), claim(target)]);
    expect(both.filter((one) => one !== undefined)).toEqual([
      expect.objectContaining({ epoch: 1, attempts: 1, inDoubt: 0 }),
    ]);
  });

  it("whose lease is over is anyone's again, and that is marked in doubt", async () => {
    const target = await arrived();
    await claim(target, 0);
    expect(await claim(target)).toMatchObject({ epoch: 2, attempts: 2, inDoubt: 1 });
  });

  it('after a verdict that the vendor did not take it is no doubt', async () => {
    const target = await arrived();
    await settle((await claim(target))!, parked());
    expect(await claim(target)).toMatchObject({ attempts: 2, inDoubt: 0 });
  });

  it('after a call without a verdict is in doubt', async () => {
    const target = await arrived();
    await settle((await claim(target))!, parked({ mayHaveRung: true }));
    expect(await claim(target)).toMatchObject({ attempts: 2, inDoubt: 1 });
  });

  it('that ended without a call counts as no attempt, and the doubt before it is as it was', async () => {
    const uncalled = parked({ takesAttemptBack: true });
    const [fresh, doubtful] = [await arrived(), await arrived()];
    await settle((await claim(fresh))!, uncalled);
    await settle((await claim(doubtful))!, parked({ mayHaveRung: true }));
    await settle((await claim(doubtful))!, uncalled);
    await settle((await claim(doubtful))!, uncalled);
    expect(await claim(fresh)).toMatchObject({ epoch: 2, attempts: 1, inDoubt: 0 });
    expect(await claim(doubtful)).toMatchObject({ epoch: 4, attempts: 2, inDoubt: 1 });
  });

  it('is not given before its time', async () => {
    const target = await arrived();
    await settle((await claim(target))!, parked({ delayMs: HOUR_MS / 2 }));
    expect(await claim(target)).toBeUndefined();
  });

  it('is not given after expiry', async () => {
    expect(await claim(await arrived(aPush(-1)))).toBeUndefined();
  });

  it('is not given for what has ended', async () => {
    const target = await arrived();
    await settle((await claim(target))!, { state: 'accepted' });
    expect(await claim(target)).toBeUndefined();
  });

  it.each(['logged-out', 'moved'] as const)('is not given after the binding ended: %s', async (cause) => {
    const target = await arrived();
    await withdraw(target, cause);
    expect(await claim(target)).toBeUndefined();
  });

  it('is given although another token of the session moved away', async () => {
    const target = await arrived();
    await withdraw(target, 'moved', 'another-token');
    expect(await claim(target)).toBeDefined();
  });

  it('is given again when the session binds again, but not for a token that moved', async () => {
    const [pushOff, moved] = [await arrived(), await arrived()];
    await withdraw(pushOff, 'push-off');
    await withdraw(pushOff, 'reported');
    await withdraw(moved, 'moved');
    await withdraw(moved, 'reported', 'new-token');
    expect([await claim(pushOff), await claim(moved)]).toEqual([
      expect.objectContaining({ epoch: 1 }),
      undefined,
    ]);
  });
});

describe('withdrawals', () => {
  it('are not lifted by a binding that is older than the end, however late it comes', async () => {
    const target = await arrived();
    await withdraw(target, 'logged-out', target.token, 20);
    await withdraw(target, 'reported', target.token, 10);
    expect(await claim(target)).toBeUndefined();
  });

  it('do not come back by an end that is older than the binding, however late it comes', async () => {
    const target = await arrived();
    await withdraw(target, 'reported', target.token, 20);
    await withdraw(target, 'push-off', target.token, 10);
    expect(await claim(target)).toBeDefined();
  });
});

describe('facts about a session', () => {
  const orders = <T>(items: readonly T[]): T[][] =>
    items.length < 2
      ? [[...items]]
      : items.flatMap((item, i) => orders(items.toSpliced(i, 1)).map((rest) => [item, ...rest]));

  it('are the same rows in whatever order they are written, and however often', async () => {
    const facts: Pick<BindingChanged, 'change' | 'cause' | 'atMs' | 'tokenHash' | 'token' | 'replaces'>[] = [
      { change: 'unbound', cause: 'kicked', atMs: 5 },
      {
        change: 'bound',
        cause: 'reported',
        atMs: 9,
        tokenHash: 'B'.repeat(22),
        token: 'b',
        replaces: 'A'.repeat(22),
      },
      { change: 'bound', cause: 'reported', atMs: 9, tokenHash: 'A'.repeat(22), token: 'a' },
      { change: 'unbound', cause: 'push-off', atMs: 9 },
    ];
    const find = sql(
      'rows-of',
      'select to_jsonb(w) - $2::text[] as row from withdrawal w where session = $1 order by token_hash',
    );
    const written = await Promise.all(
      orders(facts).map(async (order, i) => {
        const of = {
          app: 'demo',
          user: 'bob',
          device: 'd',
          session: `order-${i}`,
          certificateId: 1,
          vendor: 'xiaomi',
        };
        for (const fact of [...order, ...order.slice(1)])
          await withdrawals.save(
            withdrawalsOf([{ event: { ...of, ...fact }, place: [0, 1, 1, 2][facts.indexOf(fact)] ?? 0 }]),
          );
        return database.database.query(find, [of.session, ['session', 'saved_at']]);
      }),
    );
    for (const rows of written) expect(rows).toEqual(written[0]);
    expect(written[0]).toMatchObject([
      { row: { is_final: true, cause: 'kicked' } },
      { row: { cause: 'replaced' } },
      {},
    ]);
  });
});

describe('the look before the call', () => {
  it('passes a claim that is still good', async () => {
    const claimed = (await claim(await arrived()))!;
    expect((await claims.recheck([claimed], 5_000)).get(claimed.targetId)).toMatchObject({
      withdrawn: false,
      expired: false,
      late: false,
    });
  });

  it('of push off and on in one batch, which have one time, the last one told counts', async () => {
    const claimed = (await claim(await arrived()))!;
    const told = (change: 'bound' | 'unbound', place: number) => {
      const { app, user, device, session } = claimed;
      const cause = change === 'bound' ? 'reported' : 'push-off';
      return { event: { app, user, device, session, change, cause, atMs: 7 } as const, place };
    };
    for (const [facts, isWithdrawn] of [
      [[told('unbound', 4)], true],
      [[told('bound', 5), told('unbound', 4)], false],
      [[told('unbound', 4), told('unbound', 6), told('bound', 5)], true],
    ] as const) {
      for (const fact of facts) await withdrawals.save(withdrawalsOf([fact]));
      const looked = await claims.recheck([claimed], 5_000);
      expect(looked.get(claimed.targetId)).toMatchObject({ withdrawn: isWithdrawn });
    }
  });

  it('sees a logout that came after the claim', async () => {
    const claimed = (await claim(await arrived()))!;
    await withdraw(claimed, 'logged-out');
    expect((await claims.recheck([claimed], 5_000)).get(claimed.targetId)).toMatchObject({ withdrawn: true });
  });

  it('sees a lease that is too short for a call: this process was paused', async () => {
    const claimed = (await claim(await arrived(), 1_000))!;
    expect((await claims.recheck([claimed], 5_000)).get(claimed.targetId)).toMatchObject({ late: true });
  });

  it('tells whether an earlier call may have rung, until one has a verdict', async () => {
    const target = await arrived();
    const seen = async (claimed: ClaimedTarget) =>
      (await claims.recheck([claimed], 5_000)).get(target.targetId)?.may_have_rung;
    const first = (await claim(target))!;
    expect(await seen(first)).toBe(false);
    await settle(first, parked({ mayHaveRung: true }));
    const second = (await claim(target))!;
    expect(await seen(second)).toBe(true);
    await settle(second, parked());
    expect(await seen((await claim(target))!)).toBe(false);
  });

  it('is taken once for all calls of a moment, and again for those that waited longer', async () => {
    const claimed = (await claim(await arrived()))!;
    const held = new HeldClaims([claimed], { leaseEndsAtMs: Infinity, deadlineMs: 5_000 }, claims);
    const [first, second] = [held.look(), held.look()];
    expect(second).toBe(first);
    expect((await first).get(claimed.targetId)).toMatchObject({ withdrawn: false });
    await withdraw(claimed, 'logged-out');
    await new Promise((resolve) => setTimeout(resolve, 300)); // a look lasts a quarter of a second
    expect((await held.look()).get(claimed.targetId)).toMatchObject({ withdrawn: true });
  });

  it('does not list a claim that another epoch has', async () => {
    const target = await arrived();
    const old = (await claim(target, 0))!;
    await claim(target);
    expect((await claims.recheck([old], 0)).size).toBe(0);
  });
});

describe('a settle', () => {
  it('writes state and outcome together', async () => {
    const target = await arrived();
    expect(await settle((await claim(target))!, { state: 'token-dead', code: 'bad' })).toBe(true);
    expect(await stateOf(target)).toBe('token-dead');
    const event = await bus.next(pushOutcome, ({ messageId }) => messageId === target.messageId);
    expect(event.outcomes).toEqual([
      expect.objectContaining({ state: 'token-dead', code: 'bad', attempts: 1 }),
    ]);
  });

  it('with an old epoch is refused: a zombie changes nothing and announces nothing', async () => {
    const target = await arrived();
    const zombie = (await claim(target, 0))!;
    const next = (await claim(target))!;
    expect(await settle(zombie, { state: 'accepted' })).toBe(false);
    expect(await stateOf(target)).toBe('claimed');
    await settle(next, { state: 'refused' });
    await bus.next(pushOutcome, ({ messageId }) => messageId === target.messageId);
    expect(announced(target).flatMap(({ outcomes }) => outcomes.map(({ state }) => state))).toEqual([
      'refused',
    ]);
  });

  it('never changes a terminal state', async () => {
    const target = await arrived();
    const claimed = (await claim(target))!;
    await settle(claimed, { state: 'accepted' });
    expect(await settle(claimed, { state: 'refused' })).toBe(false);
    expect(await stateOf(target)).toBe('accepted');
  });
});

describe('ends without a call', () => {
  const LIFE_OVER = sql('spec-life-over', 'update target set expires_at = now() where target_id = $1');
  const endOf = async (target: Target) => (await claims.takeEnded([target], LEASE_MS))[0]?.end;

  it('take an expired target, and say that it never rang', async () => {
    expect(await endOf(await arrived(aPush(-1)))).toMatchObject({ withdrawn: false, may_have_rung: false });
  });

  it('say that a target may have rung whose claim died', async () => {
    const target = await arrived();
    await claim(target, 0);
    await database.database.query(LIFE_OVER, [target.targetId]);
    expect(await endOf(target)).toMatchObject({ withdrawn: false, may_have_rung: true });
  });

  it('take a withdrawn target', async () => {
    const target = await arrived();
    await withdraw(target, 'kicked');
    expect(await endOf(target)).toMatchObject({ withdrawn: true });
  });

  it('leave a target alone that somebody else holds, or that may still be called', async () => {
    const [held, waiting] = [await arrived(), await arrived()];
    await claim(held);
    await withdraw(held, 'kicked');
    expect([await endOf(held), await endOf(waiting)]).toEqual([undefined, undefined]);
  });
});

describe('S11: what a broken credential held back', () => {
  it('wakes in pieces, so that nobody waits for hundreds of thousands', async () => {
    const certificateId = 777;
    const target = await arrived();
    const fill = sql(
      'fill-parked',
      `insert into target (target_id, message_key, app, user_id, device, session, vendor, certificate_id, token, token_hash, expires_at,
                           state, parked_for, due_at)
       select 'parked-' || i, message_key, app, user_id, device, session, vendor, $2, token, token_hash, expires_at,
              'parked', 'credential-broken', now() + interval '1 minute'
       from target, generate_series(1, 12000) i where target_id = $1`,
    );
    await database.database.query(fill, [target.targetId, certificateId]);
    const copies = dispatch.get(CertificateCopyStore);
    const pieces: boolean[] = [];
    do pieces.push(await copies.wakeSome(certificateId));
    while (pieces.at(-1) === true);
    expect(pieces).toEqual([true, true, false]);
    expect(await claims.listDue([{ certificateId, room: 20_000 }])).toHaveLength(12_000);
  });

  it('comes by itself, a minute later, if it was refused again and again: the push may be the reason', async () => {
    const target = await arrived();
    const { certificateId } = target;
    const refused = parked({ parkedFor: 'credential-broken' });
    for (let attempt = 1; attempt <= 3; attempt++) await settle((await claim(target))!, refused);
    await settle((await claim(target))!, parked({ parkedFor: 'credential-broken', delayMs: 60_000 }));
    const copies = dispatch.get(CertificateCopyStore);
    await copies.wakeSome(certificateId);
    const isDue = async () =>
      (await claims.listDue([{ certificateId, room: 20_000 }])).some(
        ({ targetId }) => targetId === target.targetId,
      );
    expect(await isDue()).toBe(false);
    while (!(await isDue()) && (await copies.wakeOne(certificateId)));
    expect(await isDue()).toBe(true);
  });

  it('is due again at once, however often it was refused, when a person mended the credential', async () => {
    const target = await arrived();
    const { certificateId } = target;
    for (let attempt = 1; attempt <= 5; attempt++)
      await settle(
        (await claim(target))!,
        parked({ parkedFor: 'credential-broken', delayMs: attempt < 5 ? 0 : 60_000 }),
      );
    await dispatch.get(CertificateCopyStore).wakeSome(certificateId, 'all');
    const due = await claims.listDue([{ certificateId, room: 20_000 }]);
    expect(due.map(({ targetId }) => targetId)).toContain(target.targetId);
  });
});

describe('what is due', () => {
  it('leaves a fresh target to the process that read it', async () => {
    const target = await arrived();
    expect(
      (await claims.listDue([{ certificateId: target.certificateId, room: 1_000 }])).map((t) => t.targetId),
    ).not.toContain(target.targetId);
  });

  it('comes oldest first and no more than a lane has room for', async () => {
    const targets = [await arrived(), await arrived(), await arrived()];
    for (const target of targets) await settle((await claim(target))!, parked());
    const due = await claims.listDue([{ certificateId: targets[0]!.certificateId, room: 2 }]);
    expect(due).toHaveLength(2);
    expect(due[0]).toMatchObject({ app: 'demo', user: 'bob', vendor: 'xiaomi', content: { title: 'Alice' } });
  });

  it('does not come for a certificate without a lane, but is ended when it expires', async () => {
    const target = await arrived(aPush(-10_000));
    await database.database.query(sql('age', `update target set due_at = now() where target_id = $1`), [
      target.targetId,
    ]);
    expect(await claims.listDue([{ certificateId: 999, room: 10 }])).toEqual([]);
    expect((await claims.listOverdue(1_000)).map((t) => t.targetId)).toContain(target.targetId);
  });
});
