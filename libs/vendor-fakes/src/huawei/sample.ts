// A customer that the demo, the stories and the benchmark can show: what AppGallery Connect and our certificate would hold. It opens nothing.
import type { VendorSample } from '../host/vendor-fake';
import { signedToken } from '@offline-push/vendors/huawei/for-fakes';
import { rsaKey } from '@offline-push/vendors/shared/for-fakes';
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

const serviceAccount = {
  project_id: projectId,
  key_id: account.keyId,
  private_key: samplePrivateKey,
  sub_account: account.subAccount,
};

const settings = {
  platform: 'android',
  packageName,
  appId,
  category: 'IM',
  badgeClass: 'com.example.im.MainActivity',
  click: { action: 'open-app' },
};
const callbackUser = 'sample-user';
const callbackKey = Buffer.from('sample-key-that-signs-receipts').toString('base64');

/** The same customer's app on HarmonyOS. */
export const harmonySample: VendorSample = {
  tenant,
  settings: { platform: 'harmonyos', packageName, appId, category: 'IM', click: { action: 'open-app' } },
  credential: { serviceAccount },
  wrongCredential: { serviceAccount: { ...serviceAccount, key_id: 'another-key' } },
};

/** `harmony` is for the judges of its JWT. */
export const sample: VendorSample & { readonly harmony: object } = {
  phoneName: 'P60',
  tenant,
  settings,
  credential: { clientSecret },
  wrongCredential: { clientSecret: 'another-secret-that-opens-nothing' },
  withReceiptsAt: (url) => ({
    tenant: { ...tenant, receipts: { url, user: callbackUser, key: callbackKey } },
    settings: { ...settings, callbackUser },
    credential: { clientSecret, callbackKey },
  }),
  harmony: {
    ...harmonySample,
    /** Signed when somebody looks. */
    get jwt() {
      const key = rsaKey(samplePrivateKey);
      return key && signedToken(serviceAccount, key, Math.floor(Date.now() / 1000));
    },
  },
};
