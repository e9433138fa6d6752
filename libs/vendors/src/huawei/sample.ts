// A customer that the demo, the stories and the benchmark can show: what AppGallery Connect and our certificate would hold. It opens nothing.
import type { VendorSample } from '../fake/vendor-fake';
import { samplePrivateKey, samplePublicKey } from './sample-key';

const packageName = 'com.example.im';
const appId = '100000001';
const projectId = '101653523863770079';
const clientSecret = 'sample-secret-that-opens-nothing';
const account = { keyId: 'sample-key', subAccount: '100000009' };

const tenant = {
  appId,
  clientSecret,
  projectId,
  serviceAccounts: [{ ...account, publicKey: samplePublicKey }],
  // So high that the benchmark measures us and not the limit, and a story may repeat itself.
  devicesPerSecond: 1_000_000,
  marketingPerDevice: 1_000_000,
  servicePerDevice: 1_000_000,
  isAllIn200: true,
};

export const sample: VendorSample = {
  tenant,
  settings: {
    platform: 'android',
    packageName,
    appId,
    category: 'IM',
    badgeClass: 'com.example.im.MainActivity',
    click: { action: 'open-app' },
  },
  credential: { clientSecret },
  wrongCredential: { clientSecret: 'another-secret-that-opens-nothing' },
};

/** The same customer's app on HarmonyOS. */
export const harmonySample: VendorSample = {
  tenant,
  settings: { platform: 'harmonyos', packageName, appId, category: 'IM', click: { action: 'open-app' } },
  credential: {
    serviceAccount: {
      project_id: projectId,
      key_id: account.keyId,
      private_key: samplePrivateKey,
      sub_account: account.subAccount,
    },
  },
  wrongCredential: { clientSecret: 'an-android-secret-where-a-service-account-belongs' },
};
