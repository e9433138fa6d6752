import { newFakes } from './index';
import { endOf, vendorNamed } from '@offline-push/vendors/registry';

describe('the end of a credential', () => {
  it.each(newFakes().map(({ vendor, sample }) => [vendor, sample.credential] as const))(
    '%s: a time, or in words why there is none',
    (id, credential) => {
      const vendor = vendorNamed(id)!;
      const { what, expiresAtMs, says } = endOf(vendor, credential);
      expect(what).toMatch(/^[a-z0-9-]{2,64}$/);
      expect(expiresAtMs ?? says).toBeDefined();
    },
  );
});
