// Receipts of vendors: a token that they call dead loses its binding, and its successor takes the place.
import { bindingChanged, type PushReceipted, pushReceipted, tokenHashOf } from '@offline-push/contracts';
import { bobsPhone, SECOND_MS, Service } from '../../fixtures/service';

let service: Service;

beforeEach(async () => {
  service = await Service.open();
  await service.start();
  await service.bobIsBound();
});
afterEach(() => service.close());

const dead = (change: Partial<PushReceipted> = {}): PushReceipted => ({
  ...{ app: 'demo', vendor: 'xiaomi', certificateId: 1, event: 'token-dead', token: 'ok-bobs-phone' },
  atMs: service.nextMs(),
  ...change,
});
async function receive(...receipts: PushReceipted[]): Promise<void> {
  await service.publish(pushReceipted, ...receipts);
  await service.bus.idle();
}
const changes = () =>
  service.bus.published(bindingChanged).map(({ change, cause, tokenHash }) => ({ change, cause, tokenHash }));
const OLD = tokenHashOf('demo', 'xiaomi', 'ok-bobs-phone');
const NEW = tokenHashOf('demo', 'xiaomi', 'ok-bobs-next');

describe('a receipt', () => {
  it('about a dead token unbinds, until the client reports again', async () => {
    await receive(dead());
    expect(await service.ring()).toEqual(['token-dead']);
    await service.report();
    await service.bus.idle();
    expect(await service.ring()).toEqual(['ok-bobs-phone']);
  });

  it('with a successor binds that to the same session, once', async () => {
    const receipt = dead({ successor: 'ok-bobs-next' });
    await receive(receipt, receipt);
    await receive(receipt);
    expect(await service.ring()).toEqual(['ok-bobs-next']);
    expect(changes()).toEqual([
      { change: 'bound', cause: 'reported', tokenHash: OLD },
      { change: 'unbound', cause: 'replaced', tokenHash: OLD },
      { change: 'bound', cause: 'reported', tokenHash: NEW },
    ]);
  });

  it.each<[string, () => Promise<unknown>, string]>([
    ['of a session that logged out', () => service.session({ change: 'logged-out' }), 'binding-ended'],
    [
      'that the phone has replaced',
      () => service.report({ binding: { certificateId: 1, token: 'ok-reported' } }),
      'ok-reported',
    ],
    ['of a phone that wants no push', () => service.report({ binding: null }), 'push-off'],
  ])('with the successor of a token %s binds nothing', async (_name, story, expected) => {
    await story();
    await service.bus.idle();
    const before = changes().length;
    await receive(dead({ successor: 'ok-bobs-next' }));
    expect(await service.ring()).toEqual([expected]);
    expect(changes()).toHaveLength(before);
  });

  it('with the successor of a token that another user has by now binds it for that one alone', async () => {
    await service.session({ user: 'carol', session: 's-9' });
    await service.report({ user: 'carol', session: 's-9' });
    await receive(dead({ successor: 'ok-bobs-next' }));
    const carol = { user: 'carol', device: 'bobs-phone', session: 's-9' };
    expect(await service.ring(bobsPhone, carol)).toEqual(['ok-bobs-next', 'token-dead']);
  });

  it.each<[string, () => Partial<PushReceipted>]>([
    ['older than the binding', () => ({ atMs: service.clock.nowMs() - 10 * SECOND_MS })],
    ['of another certificate', () => ({ certificateId: 2 })],
    ['of another app', () => ({ app: 'other' })],
    ['of an arrival', () => ({ event: 'arrived' })],
    ['of a click', () => ({ event: 'clicked' })],
    ['of a user who wants no notifications', () => ({ event: 'blocked' })],
  ])('%s leaves the binding alone', async (_name, change) => {
    await receive(dead({ successor: 'ok-bobs-next', ...change() }));
    expect(await service.ring()).toEqual(['ok-bobs-phone']);
  });

  it('with a successor that its vendor cannot have unbinds, and says what was refused', async () => {
    await receive(dead({ successor: 'two,tokens' }));
    expect(await service.ring()).toEqual(['token-dead']);
    expect(changes()).toContainEqual(expect.objectContaining({ change: 'refused', cause: 'bad-token' }));
  });
});

describe('receipts that suddenly call most tokens dead', () => {
  it('unbind nobody', async () => {
    await service.shutDown();
    await service.start({ DEVICE_BINDINGS_DEAD_SHARE_OUTCOMES: '10' });
    const others = Array.from({ length: 9 }, (_, i) => dead({ token: `dead-${i}` }));
    await receive(...others, dead({ successor: 'ok-bobs-next' }));
    expect(await service.ring()).toEqual(['ok-bobs-phone']);
  });
});
