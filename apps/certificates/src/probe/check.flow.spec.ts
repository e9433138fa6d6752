// Asking a vendor that answers, its fake on a real port: a good answer makes pushes go on, a check saves nothing.
import { certificateChanged } from '@offline-push/contracts';
import { FakeHost, type Listening, MemoryWitness, newFakes, serveFakes } from '@offline-push/vendor-fakes';
import type { CertificateAnswer } from '../certificates/http/answers';
import { RunningService } from '../../fixtures/running-service';

const SAMPLES = newFakes().map(({ vendor, sample }) => [vendor, sample] as const);
const list = '/v1/apps/demo/certificates';

let fakes: Listening;
let service: RunningService;
beforeAll(async () => {
  const host = new FakeHost(newFakes(), new MemoryWitness());
  for (const fake of host.fakes) fake.admit(fake.sample.tenant);
  fakes = await serveFakes(host);
  const urls = SAMPLES.map(([vendor]) => `${vendor}=${fakes.url}/${vendor}`).join(',');
  service = await RunningService.start({ CERTIFICATES_VENDOR_URLS: urls });
  await service.call('POST', '/v1/apps', { as: 'admin@*', body: { id: 'demo', name: 'Demo' } });
});
afterAll(async () => {
  await service?.stop();
  await fakes?.close();
});

const post = <T>(path: string, body?: object) => service.call<T>('POST', path, { as: 'operator@demo', body });

it.each(SAMPLES)('FF 1.11: a good probe of %s asks to try the credential again', async (vendor, sample) => {
  const { settings, credential } = sample;
  const { body } = await post<CertificateAnswer>(list, { vendor, name: vendor, settings, credential });
  service.clock.advanceMs(1000);
  const probe = await post<{ result: string }>(`${list}/${body.id}/probe`);
  expect([vendor, probe.body.result]).toEqual([vendor, 'good']);
  const event = await service.bus.next(
    certificateChanged,
    ({ certificateId, resumedAtMs }) => certificateId === body.id && resumedAtMs !== undefined,
  );
  expect(event.resumedAtMs).toBe(service.clock.nowMs());
  const audit = await service.call('GET', `/v1/apps/demo/audit?certificate=${body.id}`, {
    as: 'viewer@demo',
  });
  expect(audit.body).toMatchObject({
    entries: [{ action: 'certificate-resumed', after: { asked: { probe: 'good' } } }, {}],
  });
});

describe('FF 3: a certificate may be checked before it is saved', () => {
  type Check = { probe: { result: string; says?: string }; expiry: { what: string } };

  it.each(SAMPLES)('of %s: good and wrong, by the vendor', async (vendor, sample) => {
    const before = service.bus.published(certificateChanged).length;
    const form = { vendor, name: vendor, settings: sample.settings };
    const good = await post<Check>(`${list}:check`, { ...form, credential: sample.credential });
    const wrong = await post<Check>(`${list}:check`, { ...form, credential: sample.wrongCredential });
    expect([vendor, good.body.probe.result, wrong.body.probe.result]).toEqual([vendor, 'good', 'wrong']);
    expect(good.body.expiry.what).toMatch(/^[a-z0-9-]+$/);
    expect(service.bus.published(certificateChanged)).toHaveLength(before);
  });

  it('names the field and the rule of what no vendor needs to be asked about', async () => {
    const refused = await post(`${list}:check`, {
      ...{ vendor: 'xiaomi', name: 'Xiaomi', settings: {}, credential: { appSecret: '123' } },
    });
    expect(refused).toMatchObject({ status: 400, body: { code: 'invalid-body' } });
    expect((await post('/v1/apps/nobody/certificates:check', {})).status).toBeGreaterThanOrEqual(400);
  });
});
