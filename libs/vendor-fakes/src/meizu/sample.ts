// A customer that the demo, the stories and the benchmark can show: what Meizu's console and our certificate would hold. It opens nothing.
import type { VendorSample } from '../host/vendor-fake';

const appId = '100999';
const packageName = 'com.example.im';
const appSecret = 'sample-secret-that-opens-nothing';
const receiptToken = 'sample-token-of-receipt-management';

// Far above Meizu's limits, so that the benchmark measures us and the demo may send more than five a minute to one phone.
const tenant = {
  appId,
  appSecret,
  packageNames: [packageName],
  receiptToken,
  requestsPerSecond: 100_000,
  perPhoneAndMinute: 100_000,
};
const settings = { packageName, appId, click: { action: 'open-app' } };
const credential = { appSecret, receiptToken };

export const sample: VendorSample = {
  phoneName: 'Meizu 21',
  ...{ tenant, settings, credential },
  withReceiptsAt: (url) => ({
    tenant: { ...tenant, callbacks: [url] },
    settings: { ...settings, receipts: true },
    credential,
  }),
  wrongCredential: { appSecret: 'another-secret-that-opens-nothing', receiptToken },
};
