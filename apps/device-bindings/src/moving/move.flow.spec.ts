// Bindings of one certificate go to another; a deleted certificate takes no report.
import { bindingChanged, pushAddressed, pushGated } from '@offline-push/contracts';
import { aGatedPush } from '@offline-push/testing';
import { bobsPhone, Service } from '../../fixtures/service';

const PATH = '/v1/apps/demo/bindings:move';
const [OLD, NEW, OTHER_VENDOR] = [1, 2, 3];

let service: Service;
beforeEach(async () => {
  service = await Service.open();
  await service.start();
  await service.bobIsBound();
  await service.certificate({ certificateId: NEW });
  await service.certificate({ certificateId: OTHER_VENDOR, vendor: 'huawei' });
  await service.bus.idle();
});
afterEach(() => service.close());

const move = (from = OLD, to = NEW, role: 'operator' | 'service' = 'operator') =>
  service.call(role, 'POST', PATH, { from, to });

async function certificateOfBob(messageId: string): Promise<number | string | undefined> {
  await service.publish(pushGated, { ...aGatedPush({ messageId }), onward: [bobsPhone] });
  const { onward, stopped } = await service.bus.next(pushAddressed, (event) => event.messageId === messageId);
  return onward[0]?.certificateId ?? stopped[0]?.reason;
}

const names = async (): Promise<unknown> => {
  const { body } = await service.call('viewer', 'GET', '/v1/apps/demo/users/bob/bindings');
  return body['bindings'];
};

describe('bindings:move', () => {
  it('lets the other certificate reach the phone, and says so', async () => {
    expect(await move()).toMatchObject({ status: 200, body: { moved: 1, isDone: true } });
    expect(await certificateOfBob('m-moved')).toBe(NEW);
    const told = await service.bus.next(
      bindingChanged,
      ({ change, certificateId }) => change === 'bound' && certificateId === NEW,
    );
    expect(told).toMatchObject({ user: 'bob', session: 's-1', cause: 'reported', token: 'ok-bobs-phone' });
    expect(told.replacesCertificateId).toBe(OLD);
    expect(await names()).toMatchObject([{ state: 'bound', certificateId: NEW }]);
    const audit = await service.call('viewer', 'GET', '/v1/apps/demo/bindings/audit');
    expect(audit.body['entries']).toMatchObject([{ action: 'moved', from: OLD, to: NEW }]);
  });

  it('may be repeated', async () => {
    await move();
    expect((await move()).body).toEqual({ moved: 0, isDone: true });
  });

  it('is not undone by an old copy of a report, but by a new one', async () => {
    await move();
    await service.shutDown();
    service.bus.forgetOffsets('device-bindings.state');
    await service.start();
    await service.bus.idle();
    expect(await certificateOfBob('m-replayed')).toBe(NEW);
    await service.report();
    await service.bus.idle();
    expect(await certificateOfBob('m-again')).toBe(OLD);
  });

  it('moves what waits for its login', async () => {
    await service.report({ user: 'dan', device: 'dans-phone', session: 's-d' });
    await service.bus.idle();
    await move();
    await service.session({ user: 'dan', device: 'dans-phone', session: 's-d' });
    await service.bus.next(
      bindingChanged,
      ({ user, change, certificateId }) => user === 'dan' && change === 'bound' && certificateId === NEW,
    );
  });

  it.each([
    ['certificates of two vendors', OLD, OTHER_VENDOR, 422, 'other-vendor'],
    ['a certificate that nobody knows', OLD, 99, 422, 'unknown-certificate'],
    ['one certificate', OLD, OLD, 422, 'same-certificate'],
  ])('refuses %s', async (_name, from, to, status, code) => {
    expect(await move(from, to)).toMatchObject({ status, body: { code } });
    expect(await certificateOfBob('m-refused')).toBe(OLD);
  });

  it('refuses a deleted certificate as its goal, not as its beginning, and whoever is no operator', async () => {
    await service.certificate({ state: 'deleted' });
    await service.bus.idle();
    expect(await certificateOfBob('m-deleted')).toBe('certificate-deleted');
    expect(await move(NEW, OLD)).toMatchObject({ status: 409, body: { code: 'certificate-deleted' } });
    expect((await move(OLD, NEW, 'service')).status).toBe(403);
    expect((await move()).body).toMatchObject({ moved: 1 });
    expect(await certificateOfBob('m-moved')).toBe(NEW);
  });
});

describe('a report under a deleted certificate', () => {
  const binding = { certificateId: NEW, token: 'ok-new' };

  beforeEach(async () => {
    await service.certificate({ certificateId: NEW, state: 'deleted' });
    await service.bus.idle();
  });

  it('is refused over HTTP, and the phone stays reached as it was', async () => {
    const report = { user: 'bob', device: 'bobs-phone', session: 's-1', binding };
    expect(await service.call('service', 'POST', '/v1/apps/demo/bindings', report)).toMatchObject({
      status: 422,
      body: { code: 'certificate-deleted' },
    });
    expect(await certificateOfBob('m-as-before')).toBe(OLD);
  });

  it('is refused over Kafka, and told', async () => {
    await service.report({ binding });
    const isIt = ({ change }: { change: string }) => change === 'refused';
    expect(await service.bus.next(bindingChanged, isIt)).toMatchObject({ cause: 'certificate-deleted' });
    expect(await certificateOfBob('m-as-before')).toBe(OLD);
  });
});
