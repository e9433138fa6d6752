// A customer that the demo, the stories and the benchmark can show: what OPPO's console and our certificate would hold. It opens nothing.
import type { VendorSample } from '../host/vendor-fake';

const credential = { appKey: 'sampleAppKey0001', masterSecret: 'sample-master-secret-that-opens-nothing' };

export const sample: VendorSample = {
  phoneName: 'Find X7',
  // Far above OPPO's highest tier, so that the benchmark measures us and not the limit.
  tenant: {
    ...credential,
    appId: '3000001',
    channels: ['chat'],
    templates: { '80001': { title: ['sender'], content: ['words'] } },
    usersPerSecond: 1_000_000,
  },
  settings: {
    category: 'IM',
    channelId: 'chat',
    template: {
      id: '80001',
      titleParameters: { sender: 'title' },
      contentParameters: { words: { from: 'text', maxLength: 40 } },
    },
    appId: '3000001',
    click: { action: 'open-app' },
  },
  credential,
  wrongCredential: { ...credential, masterSecret: 'the-app-secret-that-the-client-has' },
};
