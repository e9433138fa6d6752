// The whole of device-bindings over the in-memory bus and PostgreSQL: sessions, reports, certificates and pushes in, targets and reasons out.
import { aGatedPush, MemoryBus } from '@offline-push/testing';
import {
  bindingChanged,
  certificateChanged,
  pushAddressed,
  pushGated,
  type PushOutcome,
  pushOutcome,
} from '@offline-push/contracts';
import { sql } from '@offline-push/service-kit';
import { bobsPhone, outcomesOf, SECOND_MS, Service } from '../fixtures/service';
import { ForgetWorker } from './forgetting/forget.worker';
import { WaitingWorker } from './reports/waiting.worker';

const DAY_MS = 86_400 * SECOND_MS;

let service: Service;

beforeEach(async () => {
  service = await Service.open();
});
afterEach(() => service.close());

describe('a push', () => {
  it('goes to the token of the phone, with its vendor and certificate', async () => {
    await service.start();
    await service.bobIsBound();
    expect(await service.ring()).toEqual(['ok-bobs-phone']);
    expect(service.bus.published(pushAddressed)[0]!.onward[0]).toMatchObject({
      vendor: 'xiaomi',
      certificateId: 1,
    });
  });

  it('goes to both phones of a user', async () => {
    await service.start();
    await service.bobIsBound();
    await service.session({ device: 'bobs-tablet', session: 's-2' });
    await service.report({
      device: 'bobs-tablet',
      session: 's-2',
      binding: { certificateId: 1, token: 'ok-bobs-tablet' },
    });
    await service.bus.idle();
    const tablet = { user: 'bob', device: 'bobs-tablet', session: 's-2' };
    expect(await service.ring(bobsPhone, tablet)).toEqual(['ok-bobs-phone', 'ok-bobs-tablet']);
  });

  it('says nothing more where the gate let nobody through', async () => {
    await service.start();
    const stopped = [{ user: 'mallory', reason: 'unknown-user' as const }];
    await service.publish(pushGated, { ...aGatedPush({ messageId: 'nobody' }), onward: [], stopped });
    await service.ring();
    expect(service.bus.published(pushAddressed).map(({ messageId }) => messageId)).not.toContain('nobody');
  });

  it.each<[string, () => Promise<unknown>, string]>([
    [
      'a report that overtook its login is not lost',
      () => service.report().then(() => service.session()),
      'ok-bobs-phone',
    ],
    ['without a report', () => service.session(), 'no-binding'],
    [
      'after the logout',
      async () => {
        await service.session();
        await service.report();
        await service.session({ change: 'logged-out' });
      },
      'binding-ended',
    ],
    [
      'after a kick',
      async () => {
        await service.session();
        await service.report();
        await service.session({ change: 'kicked' });
      },
      'binding-ended',
    ],
    [
      'with push switched off',
      async () => {
        await service.session();
        await service.report();
        await service.report({ binding: null });
      },
      'push-off',
    ],
    [
      'with an unknown certificate',
      async () => {
        await service.session();
        await service.report({ binding: { certificateId: 4711, token: 'ok' } });
      },
      'unknown-certificate',
    ],
  ])('%s', async (_name, story, expected) => {
    await service.start();
    await service.certificate();
    await story();
    await service.bus.idle();
    expect(await service.ring()).toEqual([expected]);
  });

  it('needs a new report after a new login', async () => {
    await service.start();
    await service.bobIsBound();
    await service.session({ change: 'logged-out' });
    await service.session({ session: 's-2' });
    await service.bus.idle();
    const again = { ...bobsPhone, session: 's-2' };
    expect(await service.ring(again)).toEqual(['not-reported-since-login']);
    await service.report({ session: 's-2' });
    await service.bus.idle();
    expect(await service.ring(again)).toEqual(['ok-bobs-phone']);
  });

  it('goes to the new user of a phone and not to the one before, who is told', async () => {
    await service.start();
    await service.bobIsBound();
    await service.session({ user: 'carol', session: 's-9' });
    await service.report({ user: 'carol', session: 's-9' });
    await service.bus.idle();
    const carol = { user: 'carol', device: 'bobs-phone', session: 's-9' };
    expect(await service.ring(bobsPhone, carol)).toEqual(['ok-bobs-phone', 'token-moved']);
    const moved = await service.bus.next(bindingChanged, ({ cause }) => cause === 'moved');
    expect(moved).toMatchObject({ user: 'bob', session: 's-1', change: 'unbound', certificateId: 1 });
  });

  it('3.17: waits in dispatch for its certificate to take effect, if it lives as long', async () => {
    await service.start();
    const [version] = certificateChanged.examples['created']!.versions;
    const { expiresAtMs } = aGatedPush();
    const effectiveAtMs = expiresAtMs;
    await service.certificate({ versions: [{ ...version!, effectiveAtMs }] });
    await service.session();
    await service.report();
    await service.bus.idle();
    expect(await service.ring()).toEqual(['certificate-not-effective']);
    await service.certificate({ versions: [{ ...version!, effectiveAtMs: expiresAtMs - 1 }] });
    await service.bus.idle();
    expect(await service.ring()).toEqual(['ok-bobs-phone']);
  });

  it('is stopped while the certificate is disabled', async () => {
    await service.start();
    await service.bobIsBound();
    await service.certificate({ state: 'disabled' });
    await service.bus.idle();
    expect(await service.ring()).toEqual(['certificate-disabled']);
    await service.certificate();
    await service.bus.idle();
    expect(await service.ring()).toEqual(['ok-bobs-phone']);
  });

  it('that waited with a logout while the service was away does not ring: it catches up first', async () => {
    await service.close();
    service = await Service.open(new MemoryBus({ partitions: 1, fetchRecords: 5 }));
    await service.start();
    await service.bobIsBound();
    await service.shutDown();
    await service.publish(pushGated, { ...aGatedPush({ messageId: 'waited' }), onward: [bobsPhone] });
    for (let i = 0; i < 200; i++) await service.session({ user: `user-${i}`, atMs: service.clock.nowMs() });
    await service.session({ change: 'logged-out' });
    await service.start();
    const waited = await service.bus.next(pushAddressed, ({ messageId }) => messageId === 'waited');
    expect(outcomesOf(waited)).toEqual(['binding-ended']);
  });
});

describe('dead tokens', () => {
  const outcome = (change: Partial<PushOutcome['outcomes'][number]>): PushOutcome => {
    const example = pushOutcome.examples['tokenDead']!;
    return { ...example, outcomes: [{ ...example.outcomes[0]!, endedAtMs: service.nextMs(), ...change }] };
  };

  it('unbind, until the client reports again', async () => {
    await service.start();
    await service.bobIsBound();
    await service.publish(pushOutcome, outcome({}));
    await service.bus.next(bindingChanged, ({ cause }) => cause === 'token-dead');
    expect(await service.ring()).toEqual(['token-dead']);
    await service.report();
    await service.bus.idle();
    expect(await service.ring()).toEqual(['ok-bobs-phone']);
  });

  it('leave a binding alone that is newer than the verdict', async () => {
    await service.start();
    await service.bobIsBound();
    await service.publish(pushOutcome, outcome({ tokenDeadAtMs: service.clock.nowMs() - 10 * SECOND_MS }));
    await service.bus.idle();
    expect(await service.ring()).toEqual(['ok-bobs-phone']);
  });

  it('leave a binding alone where the certificate may be the wrong one, until another token of it lives', async () => {
    const token = 'a1'.repeat(32);
    const refused = () => outcome({ vendor: 'apns', state: 'refused', code: 'BadDeviceToken', token });
    await service.start();
    await service.certificate({ vendor: 'apns' });
    await service.session();
    await service.report({ binding: { certificateId: 1, token } });
    await service.bus.idle();
    await service.publish(pushOutcome, refused());
    await service.bus.idle();
    expect(await service.ring()).toEqual([token]);
    await service.publish(pushOutcome, outcome({ vendor: 'apns', state: 'accepted' }), refused());
    await service.bus.next(bindingChanged, ({ cause }) => cause === 'token-dead');
    expect(await service.ring()).toEqual(['token-dead']);
  });

  it('unbind nobody while suddenly most of a certificate are dead', async () => {
    await service.start({ DEVICE_BINDINGS_DEAD_SHARE_OUTCOMES: '10' });
    await service.bobIsBound();
    const outcomes = Array.from({ length: 9 }, (_, i) => outcome({ token: `dead-${i}` }).outcomes[0]!);
    const bobs = outcome({}).outcomes[0]!;
    await service.publish(pushOutcome, { ...outcome({}), outcomes: [...outcomes, bobs] });
    await service.bus.idle();
    expect(await service.ring()).toEqual(['ok-bobs-phone']);
  });
});

describe('waiting and forgetting', () => {
  it('a report whose login does not come is refused in the end', async () => {
    await service.start({ DEVICE_BINDINGS_LOGIN_WAIT_SECONDS: '60' });
    await service.certificate();
    await service.report();
    await service.bus.idle();
    service.clock.advanceMs(60 * SECOND_MS);
    await service.get(WaitingWorker).refuseOverdue();
    expect(await service.bus.next(bindingChanged)).toMatchObject({
      change: 'refused',
      cause: 'no-login-in-time',
    });
    await service.session();
    await service.bus.idle();
    expect(await service.ring()).toEqual(['no-binding']);
  });

  it('an ended session is forgotten after its time, but never who took a token from whom', async () => {
    await service.start({ DEVICE_BINDINGS_KEEP_DAYS: '8' });
    await service.bobIsBound();
    await service.session({ user: 'carol', session: 's-9' });
    await service.report({ user: 'carol', session: 's-9' });
    await service.session({ user: 'carol', session: 's-9', change: 'logged-out' });
    await service.session({ user: 'dave', session: 's-10', device: 'daves-phone' });
    await service.report({
      ...{ user: 'dave', session: 's-10', device: 'daves-phone' },
      binding: { certificateId: 1, token: 'ok-daves-phone' },
    });
    await service.session({ user: 'dave', session: 's-10', device: 'daves-phone', change: 'logged-out' });
    await service.bus.idle();
    const dave = { user: 'dave', device: 'daves-phone', session: 's-10' };
    service.clock.advanceMs(8 * DAY_MS - SECOND_MS);
    await service.get(ForgetWorker).forget();
    expect(await service.ring(dave)).toEqual(['binding-ended']);
    service.clock.advanceMs(2 * SECOND_MS);
    await service.get(ForgetWorker).forget();
    expect(await service.ring(dave)).toEqual(['no-binding']);
    const history = await service.test.database.query(
      sql('spec-history', 'select 1 from binding_history'),
      [],
    );
    expect(history).toEqual([]);
    expect(await service.ring()).toEqual(['token-moved']);
  });
});
