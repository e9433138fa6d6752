// A customer that the demo, the stories and the benchmark can show: what Honor's console and our certificate would hold. It opens nothing.
import type { VendorSample } from '../host/vendor-fake';

const appId = '104400001';
const clientId = '220500001';
const clientSecret = 'sample-secret-that-opens-nothing';

const tenant = { appIds: [appId], clientId, clientSecret };
const settings = {
  appId,
  clientId,
  click: { action: 'open-app' },
  badgeClass: 'com.example.im.MainActivity',
};
const credential = { clientSecret };

export const sample: VendorSample = {
  phoneName: 'Magic 6',
  ...{ tenant, settings, credential },
  withReceiptsAt: (receiptUrl) => ({ tenant: { ...tenant, receiptUrl }, settings, credential }),
  wrongCredential: { clientSecret: 'another-secret-that-opens-nothing' },
};
