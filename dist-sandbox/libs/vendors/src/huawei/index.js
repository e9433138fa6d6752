// Huawei Push Kit, for Android and for HarmonyOS. How it behaves and where it surprises: README.md beside this file.
'use strict';
Object.defineProperty(exports, '__esModule', {
  value: true,
});
Object.defineProperty(exports, 'huawei', {
  enumerable: true,
  get: function () {
    return huawei;
  },
});
const _client = require('./client');
const _credential = require('./credential');
const _options = require('./options');
const _plan = require('./plan');
const _probe = require('./probe');
const _receipts = require('./receipts');
const _token = require('./token');
/** With answers after 50 ms these are 1,280 calls a second for messages to one phone each; an app may reach at least 6,000 phones. */ const CONCURRENT_CALLS = 64;
const huawei = {
  id: 'huawei',
  displayName: 'Huawei Push Kit',
  limits: {
    deliveriesPerPlan: _plan.MAX_TOKENS,
    concurrentCalls: CONCURRENT_CALLS,
    deadlineMs: 5_000,
  },
  endpoints: {
    auth: 'https://oauth-login.cloud.huawei.com',
    api: 'https://push-api.cloud.huawei.com',
  },
  credential: _credential.HuaweiCredential,
  settings: _credential.HuaweiSettings,
  options: _options.HuaweiOptions,
  token: _token.token,
  plan: _plan.plan,
  open: (connection) => (0, _client.open)(connection, CONCURRENT_CALLS),
  probe: _probe.probe,
  receipts: _receipts.receipts,
  endOf: ({ serviceAccount }) =>
    serviceAccount === undefined
      ? {
          what: 'secret',
          says: 'Huawei takes the client secret until it is reset in AppGallery Connect.',
        }
      : {
          what: 'service-account',
          says: 'The file names no end. Huawei takes it until it is deleted.',
        },
};
