// Honor Push, mainland China. How it behaves and where it surprises: README.md beside this file.
'use strict';
Object.defineProperty(exports, '__esModule', {
  value: true,
});
Object.defineProperty(exports, 'honor', {
  enumerable: true,
  get: function () {
    return honor;
  },
});
const _client = require('./client');
const _credential = require('./credential');
const _options = require('./options');
const _plan = require('./plan');
const _probe = require('./probe');
const _receipts = require('./receipts');
const _token = require('./token');
/** With answers after 50 ms this is 1,280 requests a second and certificate. What an app may send is in Honor's console only. */ const CONCURRENT_CALLS = 64;
const honor = {
  id: 'honor',
  displayName: 'Honor Push',
  // Five seconds hold a login of at most three and the push that waits for it.
  limits: {
    deliveriesPerPlan: _plan.MAX_TOKENS,
    concurrentCalls: CONCURRENT_CALLS,
    deadlineMs: 5_000,
  },
  endpoints: {
    auth: 'https://iam.developer.honor.com',
    api: 'https://push-api.cloud.honor.com',
  },
  credential: _credential.HonorCredential,
  settings: _credential.HonorSettings,
  options: _options.HonorOptions,
  token: _token.token,
  plan: _plan.plan,
  open: (connection) => (0, _client.open)(connection, CONCURRENT_CALLS),
  probe: _probe.probe,
  receipts: _receipts.receipts,
};
