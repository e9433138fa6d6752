// FF section 4, 5: the certificate that an operator saves is known to its vendor's fake, which takes a push of it.
import { newFakes } from '../index';
import { VENDORS } from '@offline-push/vendors/send';
import { tenantOf } from './consoles';

describe.each(newFakes().map((fake) => [fake.vendor, fake] as const))(
  'a certificate of %s',
  (vendor, fake) => {
    const { settings, credential, withReceiptsAt } = fake.sample;

    it('becomes a tenant that the fake admits', () => {
      const made = tenantOf(vendor, { settings, credential });
      expect(made).toHaveProperty('tenant');
      expect(fake.admit('tenant' in made ? made.tenant : undefined)).toBeUndefined();
    });

    it('may have a receipt address', () => {
      const form = withReceiptsAt?.('http://127.0.0.1:1/receipts/1/x') ?? { settings, credential };
      const { settings: own, credential: secret } = form;
      const made = tenantOf(vendor, {
        settings: own,
        credential: secret,
        receiptUrl: 'http://127.0.0.1:1/r',
      });
      expect(fake.admit('tenant' in made ? made.tenant : undefined)).toBeUndefined();
    });

    it('is refused with the field that is wrong, and not with its value', () => {
      const made = tenantOf(vendor, { settings: {}, credential });
      expect(made).toEqual({ problem: expect.stringMatching(/^settings\//) });
    });
  },
);

it('a certificate of nobody is refused', () => {
  expect(tenantOf('nobody', { settings: {}, credential: {} })).toEqual({
    problem: 'vendor: no such vendor',
  });
  expect(VENDORS.length).toBeGreaterThan(0);
});
