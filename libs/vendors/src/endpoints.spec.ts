import { endpointsOf, vendorUrlsOf } from './endpoints';
import type { Vendor } from './vendor';

const vendor = {
  id: 'v',
  endpoints: { api: 'https://api.v.example', auth: 'https://auth.v.example' },
} as unknown as Vendor;

describe('vendor URLs', () => {
  it("are the vendor's own, if nothing else is said", () => {
    expect(endpointsOf(vendor, vendorUrlsOf('URLS', []))).toEqual(vendor.endpoints);
  });

  it('move all hosts of a vendor, or one of them', () => {
    expect(endpointsOf(vendor, vendorUrlsOf('URLS', ['v=http://127.0.0.1:1/v/']))).toEqual({
      api: 'http://127.0.0.1:1/v',
      auth: 'http://127.0.0.1:1/v',
    });
    expect(endpointsOf(vendor, vendorUrlsOf('URLS', ['v.auth=https://proxy/?x=y']))).toMatchObject({
      api: 'https://api.v.example',
      auth: 'https://proxy/?x=y',
    });
  });

  it('move all vendors at once, but for those that are named (seam 3.3)', () => {
    const urls = vendorUrlsOf('URLS', ['*=http://sandbox:1/{vendor}', 'v.auth=http://127.0.0.1:2']);
    expect(endpointsOf(vendor, urls)).toEqual({ api: 'http://sandbox:1/v', auth: 'http://127.0.0.1:2' });
  });

  it.each(['**=http://x', 'http://127.0.0.1', 'a=', 'a=ftp://x', '=http://x', 'a.b.c=http://x'])(
    'refuse %s and name the rule',
    (entry) => {
      expect(() => vendorUrlsOf('URLS', [entry])).toThrow('must look like vendor=https://host');
    },
  );
});
