// One phone, one holder, over the in-memory bus and PostgreSQL: tokens in other words, other users on a device, new logins, thousands of claims.
import { bindingChanged, pushAddressed, pushGated } from '@offline-push/contracts';
import { sql } from '@offline-push/service-kit';
import { aBindingReport, aGatedPush } from '@offline-push/testing';
import { performance } from 'node:perf_hooks';
import { bobsPhone, outcomesOf, SECOND_MS, Service } from '../../fixtures/service';
import { ForgetWorker } from '../forgetting/forget.worker';

const DAY_MS = 86_400 * SECOND_MS;
const IPHONE = 'ab12'.repeat(16);
const APNS = 7;

let service: Service;
beforeEach(async () => {
  service = await Service.open();
});
afterEach(() => service.close());

const ann = { user: 'ann', device: 'anns-phone', session: 's-ann' };
const ben = { user: 'ben', device: 'bens-phone', session: 's-ben' };
const carolThere = { user: 'carol', device: 'bobs-phone', session: 's-9' };

async function reports(who: typeof ann, certificateId: number, token: string): Promise<void> {
  await service.session(who);
  await service.report({ ...who, binding: { certificateId, token } });
  await service.bus.idle();
}

describe('a token', () => {
  beforeEach(() => service.start());

  it('FF 1.7: in capitals is the same iPhone, and the last binder has it', async () => {
    await service.certificate({ certificateId: APNS, vendor: 'apns' });
    await reports(ann, APNS, IPHONE);
    await reports(ben, APNS, `${IPHONE.toUpperCase()}.${'CD'.repeat(32)}`);
    expect(await service.ring(ann)).toEqual(['token-moved']);
    expect(await service.ring(ben)).toHaveLength(1);
    const moved = await service.bus.next(bindingChanged, ({ cause }) => cause === 'moved');
    expect(moved).toMatchObject({ ...ann, change: 'unbound' });
  });

  it('FF 1.8: under a second certificate of the app is the same phone', async () => {
    await service.certificate();
    await service.certificate({ certificateId: 2 });
    await reports(ann, 1, 'ok-phone');
    await reports(ben, 2, 'ok-phone');
    expect(await service.ring(ann)).toEqual(['token-moved']);
    expect(await service.ring(ben)).toEqual(['ok-phone']);
  });

  it('FF 1.8: reported before its second certificate is known becomes the same phone when that comes', async () => {
    await service.certificate();
    await reports(ann, 1, 'ok-phone');
    await reports(ben, 2, 'ok-phone');
    expect(await service.ring(ann)).toEqual(['ok-phone']);
    await service.certificate({ certificateId: 2 });
    await service.bus.idle();
    expect(await service.ring(ann)).toEqual(['token-moved']);
    expect(await service.ring(ben)).toEqual(['ok-phone']);
  });

  it('of another vendor or another app is another phone', async () => {
    await service.certificate();
    await service.certificate({ certificateId: 3, vendor: 'honor' });
    await reports(ann, 1, 'ok-phone');
    await reports(ben, 3, 'ok-phone');
    expect(await service.ring(ann)).toEqual(['ok-phone']);
  });
});

describe('3.9: another user on the device', () => {
  it('suspends the one before with the login, and gives it back to a new login', async () => {
    await service.start();
    await service.bobIsBound();
    await service.session(carolThere);
    await service.bus.idle();
    expect(await service.ring()).toEqual(['other-user']);
    const told = await service.bus.next(bindingChanged, ({ cause }) => cause === 'other-user');
    expect(told).toMatchObject({ ...bobsPhone, change: 'unbound' });
    const bobAgain = { ...bobsPhone, session: 's-2' };
    await reports(bobAgain, 1, 'ok-bobs-phone');
    expect(await service.ring(bobAgain)).toEqual(['ok-bobs-phone']);
    await service.report({ ...carolThere, binding: { certificateId: 1, token: 'ok-other' } });
    await service.bus.idle();
    expect(await service.ring(carolThere)).toEqual(['other-user']);
  });

  it('changes nothing where a device may have many accounts', async () => {
    await service.start({ DEVICE_BINDINGS_ACCOUNTS_PER_DEVICE: 'many' });
    await service.bobIsBound();
    await service.session(carolThere);
    await service.bus.idle();
    expect(await service.ring()).toEqual(['ok-bobs-phone']);
  });
});

describe('a session', () => {
  beforeEach(async () => {
    await service.start();
    await service.bobIsBound();
  });

  it('P16, FF 1.9: that ended is not revived by a login or a report under its id', async () => {
    await service.session({ change: 'logged-out', atMs: service.clock.nowMs() - 30 * SECOND_MS });
    await service.session();
    await service.bus.idle(); // a report that is read before the end is no refused one
    await service.report();
    await service.bus.idle();
    expect(await service.ring()).toEqual(['binding-ended']);
    const refused = await service.bus.next(bindingChanged, ({ change }) => change === 'refused');
    expect(refused).toMatchObject({ ...bobsPhone, cause: 'session-ended' });
    const report = { ...bobsPhone, binding: aBindingReport().binding };
    const answer = await service.call('service', 'POST', '/v1/apps/demo/bindings', report);
    expect(answer).toMatchObject({ status: 409, body: { code: 'session-ended' } });
  });

  it('is not replaced by what a phone with a wrong clock says', async () => {
    const ahead = service.clock.nowMs() + 50 * SECOND_MS;
    await service.report({ reportedAtMs: ahead, binding: { certificateId: 1, token: 'ok-first' } });
    await service.report({ binding: { certificateId: 1, token: 'ok-second' } });
    await service.bus.idle();
    expect(await service.ring()).toEqual(['ok-second']);
  });

  it('3.12: that has not reported yet rings by the token of the one before', async () => {
    const again = { ...bobsPhone, session: 's-2' };
    await service.session(again);
    await service.bus.idle();
    expect(await service.ring(again)).toEqual(['ok-bobs-phone']);
    const [target] = service.bus.published(pushAddressed).at(-1)!.onward;
    expect(target).toMatchObject({ session: 's-2' });
  });

  it('3.12: does so before its login is known here, for the gate knows it', async () => {
    expect(await service.ring({ ...bobsPhone, session: 's-unheard' })).toEqual(['ok-bobs-phone']);
  });

  it('3.12: does not after a kick of the one before', async () => {
    await service.session({ change: 'kicked' });
    const again = { ...bobsPhone, session: 's-2' };
    await service.session(again);
    await service.bus.idle();
    expect(await service.ring(again)).toEqual(['not-reported-since-login']);
  });
});

describe('P23: a push that is read again', () => {
  it('is addressed the same, whatever happened since', async () => {
    await service.start();
    await service.bobIsBound();
    const stranger = { user: 'dave', device: 'daves-phone', session: 's-dave' };
    const gated = { ...aGatedPush({ messageId: 'm-again' }), onward: [bobsPhone, stranger] };
    await service.publish(pushGated, gated);
    const first = await service.bus.next(pushAddressed, ({ messageId }) => messageId === 'm-again');
    await service.report({ binding: { certificateId: 1, token: 'ok-newer' } });
    await reports(stranger, 1, 'ok-daves-phone');
    await service.publish(pushGated, gated);
    await service.bus.idle();
    const all = service.bus.published(pushAddressed).filter(({ messageId }) => messageId === 'm-again');
    expect(all).toEqual([first, first]);
    expect(outcomesOf(first)).toEqual(['ok-bobs-phone', 'no-binding']);
  });

  it('in another portion adds the devices that were not decided before', async () => {
    await service.start();
    await service.bobIsBound();
    await reports(ann, 1, 'ok-anns-phone');
    const part = (messageId: string, ...onward: (typeof ann)[]) => ({ ...aGatedPush({ messageId }), onward });
    await service.publish(pushGated, part('m-parts', bobsPhone), part('m-parts', bobsPhone, ann));
    await service.bus.idle();
    const all = service.bus.published(pushAddressed).map(outcomesOf);
    expect(all).toEqual([['ok-bobs-phone'], ['ok-bobs-phone', 'ok-anns-phone']]);
  });
});

describe('P6: a token that 4,000 phones reported', () => {
  const FILL = [
    sql(
      'spec-fill-sessions',
      `insert into session (app, user_id, device, session, login_at_ms)
       select 'demo', 'x' || i, 'd', 's', 1000 from generate_series(1, 4000) i`,
    ),
    sql(
      'spec-fill-bindings',
      `insert into binding (app, user_id, device, session, token_hash, kind, certificate_id, token, reported_at_ms)
       select 'demo', 'x' || i, 'd', 's', token_hash, 'token', 1, token, 1000 + i
       from generate_series(1, 4000) i, (select token_hash, token from binding where user_id = 'ben') of`,
    ),
    sql('spec-analyze', 'analyze'),
  ];
  const CLAIMS = sql(
    'spec-claims',
    `select count(*)::int as claims from binding where token = 'BLACKLISTED'`,
  );

  it('costs a report no more than the few rows it needs, and the event loop as little', async () => {
    await service.start();
    await service.bobIsBound();
    await reports(ben, 1, 'BLACKLISTED');
    for (const statement of FILL) await service.test.database.query(statement, []);
    const loop = new BlockedLoop();
    const startedAtMs = performance.now();
    await reports(ann, 1, 'BLACKLISTED');
    expect(await service.ring(ann)).toEqual(['BLACKLISTED']);
    expect(performance.now() - startedAtMs).toBeLessThan(30_000); // quadratic work took over two minutes
    expect(await service.ring()).toEqual(['ok-bobs-phone']);
    const crowd = Array.from({ length: 500 }, (_, i) => ({ user: `x${i + 1}`, device: 'd', session: 's' }));
    expect(new Set(await service.ring(...crowd))).toEqual(new Set(['token-moved']));
    expect(loop.stop()).toBeLessThan(5_000); // and held the loop for 35 s
    for (let i = 0; i < 4; i++) await reports({ ...ben, session: `s-${i}` }, 1, 'BLACKLISTED');
    const [row] = await service.test.database.query<{ claims: number }>(CLAIMS, []);
    expect(row?.claims).toBeLessThanOrEqual(101);
  }, 180_000);
});

describe('3.13: ten logins a day', () => {
  const SESSIONS = sql('spec-sessions', `select count(*)::int as count from session where user_id = 'bob'`);
  const BINDINGS = sql(
    'spec-bindings-of',
    `select count(*)::int as count from binding where user_id = 'bob'`,
  );
  const countOf = async (statement: typeof SESSIONS): Promise<number> =>
    (await service.test.database.query<{ count: number }>(statement, []))[0]!.count;

  it('do not pile up, and the phone rings all the time', async () => {
    await service.start({ DEVICE_BINDINGS_KEEP_DAYS: '8' });
    await service.bobIsBound();
    for (let login = 2; login <= 40; login++) {
      service.clock.advanceMs(DAY_MS / 10);
      await service.session({ session: `s-${login}` });
      if (login % 2 === 0) await service.report({ session: `s-${login}` });
    }
    await service.bus.idle();
    expect(await countOf(SESSIONS)).toBe(40);
    service.clock.advanceMs(9 * DAY_MS);
    await service.get(ForgetWorker).forget();
    expect(await countOf(SESSIONS)).toBe(1);
    expect(await countOf(BINDINGS)).toBe(1);
    expect(await service.ring({ ...bobsPhone, session: 's-40' })).toEqual(['ok-bobs-phone']);
  });
});

/** The longest time for which nothing else could run; that of other processes on a busy machine is not counted. */
class BlockedLoop {
  private longestMs = 0;
  private lastMs = performance.now();
  private lastCpu = process.cpuUsage();
  private readonly timer = setInterval(() => this.look(), 10);

  private look(): void {
    const nowMs = performance.now();
    const { user, system } = process.cpuUsage(this.lastCpu);
    const blockedMs = Math.min(nowMs - this.lastMs - 10, (user + system) / 1_000);
    this.longestMs = Math.max(this.longestMs, blockedMs);
    this.lastMs = nowMs;
    this.lastCpu = process.cpuUsage();
  }

  stop(): number {
    clearInterval(this.timer);
    return this.longestMs;
  }
}
