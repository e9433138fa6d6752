// A customer that the demo, the stories and the benchmark can show: what Xiaomi's console and our certificate would hold. It opens nothing.
import type { VendorSample } from '../host/vendor-fake';

const packageName = 'com.example.im';
const appSecret = 'sample-secret-that-opens-nothing';

export const sample: VendorSample = {
  phoneName: 'Mi 14',
  // The highest tier, so that the benchmark measures us and not the limit.
  tenant: {
    appSecret,
    packageNames: [packageName],
    channels: { chat: 'private', news: 'public' },
    templates: { P10001: ['sender', 'words'] },
    requestsPerSecond: 3_000,
  },
  settings: {
    packageName,
    appId: '2882300000000000001',
    channelId: 'chat',
    bulkChannelId: 'news',
    template: { id: 'P10001', parameters: { sender: 'title', words: { from: 'text', maxLength: 60 } } },
    click: { action: 'open-app' },
  },
  credential: { appSecret },
  wrongCredential: { appSecret: 'another-secret-that-opens-nothing' },
};
