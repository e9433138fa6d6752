// A customer that the demo, the stories and the benchmark can show: what OPPO's console and our certificate would hold. It opens nothing.
import type { VendorSample } from '../fake/vendor-fake';

const credential = { appKey: 'sampleAppKey0001', masterSecret: 'sample-master-secret-that-opens-nothing' };

export const sample: VendorSample = {
  // Far above OPPO's highest tier, so that the benchmark measures us and not the limit.
  tenant: { ...credential, appId: '3000001', channels: ['chat'], usersPerSecond: 1_000_000 },
  settings: { category: 'IM', channelId: 'chat', appId: '3000001', click: { action: 'open-app' } },
  credential,
  wrongCredential: { ...credential, masterSecret: 'the-app-secret-that-the-client-has' },
};
