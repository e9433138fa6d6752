// How many bindings name a certificate, as it is told to whoever deletes certificates.
import { certificateUsed } from '@offline-push/contracts';
import { Service } from '../../fixtures/service';

// Between two counts lie twenty times the time that one took.
const DEADLINE_MS = 60_000;
jest.setTimeout(180_000);

let service: Service;
beforeEach(async () => {
  service = await Service.open();
  await service.start({ DEVICE_BINDINGS_COUNT_SECONDS: '1' });
});
afterEach(() => service.close());

const counted = (certificateId: number, bindings: number) =>
  service.bus.next(
    certificateUsed,
    (event) => event.certificateId === certificateId && event.bindings === bindings,
    DEADLINE_MS,
  );

describe('certificate.used.v1', () => {
  it('tells that a phone is bound, and that it is no more', async () => {
    await service.certificate({ certificateId: 2 });
    await service.bobIsBound();
    expect(await counted(1, 1)).toMatchObject({ app: 'demo', countedAtMs: service.clock.nowMs() });
    await counted(2, 0);
    const { body } = await service.call('viewer', 'GET', '/v1/apps/demo/bindings/counts');
    const xiaomi = { vendor: 'xiaomi', state: 'enabled' };
    expect(body).toEqual({
      app: 'demo',
      certificates: [
        { certificateId: 1, ...xiaomi, bindings: 1 },
        { certificateId: 2, ...xiaomi, bindings: 0 },
      ],
    });
    await service.session({ change: 'logged-out' });
    await counted(1, 0);
  });

  it('says nothing new while nothing changes, also after a restart', async () => {
    await service.bobIsBound();
    await counted(1, 1);
    const { length } = service.bus.published(certificateUsed);
    await service.shutDown();
    await service.start({ DEVICE_BINDINGS_COUNT_SECONDS: '1' });
    await service.certificate({ certificateId: 2 });
    await counted(2, 0);
    expect(service.bus.published(certificateUsed)).toHaveLength(length + 1);
  });
});
