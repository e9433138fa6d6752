// The end of a credential in the answer: a time for a .p12, in words why there is none for all others.
import type { CertificateAnswer } from '../certificates/http/answers';
import { newFakes } from '@offline-push/vendor-fakes';
import { RunningService } from '../../fixtures/running-service';

let service: RunningService;
beforeAll(async () => {
  service = await RunningService.start();
  await service.call('POST', '/v1/apps', { as: 'admin@*', body: { id: 'demo', name: 'Demo' } });
});
afterAll(() => service?.stop());

it.each(newFakes().map(({ vendor, sample }) => [vendor, sample] as const))(
  'feature 29: %s says when its credential ends, or why it has no end',
  async (vendor, { settings, credential }) => {
    const { status, body } = await service.call<CertificateAnswer>('POST', '/v1/apps/demo/certificates', {
      as: 'operator@demo',
      body: { vendor, name: vendor, settings, credential },
    });
    expect([status, vendor]).toEqual([201, vendor]);
    const { expiresAtMs, expiresAt, expiry } = body;
    expect(expiry.what).toMatch(/^(p12|p8|secret|service-account)$/);
    if (expiresAtMs === null) expect([expiresAt, expiry.says]).toEqual([null, expect.stringMatching(/\.$/)]);
    else expect(new Date(expiresAtMs).toISOString()).toBe(expiresAt);
  },
);
