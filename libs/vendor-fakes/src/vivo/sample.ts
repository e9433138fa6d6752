// A customer that the demo, the stories and the benchmark can show: what vivo's console and our certificate would hold. It opens nothing.
import type { VendorSample } from '../host/vendor-fake';

const appId = '10004';
const credential = {
  appKey: '11111111-2222-3333-4444-555555555555',
  appSecret: 'sample-secret-that-opens-nothing',
};

// Far above vivo's highest tier, so that the benchmark measures us and not the limit.
const tenant = { appId, ...credential, requestsPerSecond: 100_000 };
const settings = { appId, category: 'IM', click: { action: 'open-app' } };
const receiptId = '12';

export const sample: VendorSample = {
  phoneName: 'X100',
  ...{ tenant, settings, credential },
  withReceiptsAt: (url) => ({
    tenant: { ...tenant, receiptUrls: { [receiptId]: url } },
    settings: { ...settings, receiptId },
    credential,
  }),
  wrongCredential: { ...credential, appSecret: 'another-secret-that-opens-nothing' },
};
