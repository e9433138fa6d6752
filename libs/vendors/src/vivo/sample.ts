// A customer that the demo, the stories and the benchmark can show: what vivo's console and our certificate would hold. It opens nothing.
import type { VendorSample } from '../fake/vendor-fake';

const appId = '10004';
const credential = {
  appKey: '11111111-2222-3333-4444-555555555555',
  appSecret: 'sample-secret-that-opens-nothing',
};

export const sample: VendorSample = {
  // Far above vivo's highest tier, so that the benchmark measures us and not the limit.
  tenant: { appId, ...credential, requestsPerSecond: 100_000 },
  settings: { appId, category: 'IM', click: { action: 'open-app' } },
  credential,
  wrongCredential: { ...credential, appSecret: 'another-secret-that-opens-nothing' },
};
