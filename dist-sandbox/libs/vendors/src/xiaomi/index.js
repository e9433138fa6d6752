// Xiaomi MiPush, mainland China. How it behaves and where it surprises: README.md beside this file.
'use strict';
Object.defineProperty(exports, '__esModule', {
  value: true,
});
Object.defineProperty(exports, 'xiaomi', {
  enumerable: true,
  get: function () {
    return xiaomi;
  },
});
const _client = require('./client');
const _probe = require('./probe');
const _credential = require('./credential');
const _options = require('./options');
const _plan = require('./plan');
const _receipts = require('./receipts');
const _token = require('./token');
/** With answers after 50 ms this is 320 requests a second and certificate; the lowest tier allows 500. */ const CONCURRENT_CALLS = 16;
const xiaomi = {
  id: 'xiaomi',
  displayName: 'Xiaomi MiPush',
  limits: {
    deliveriesPerPlan: _plan.MAX_TARGETS,
    concurrentCalls: CONCURRENT_CALLS,
    deadlineMs: 5_000,
  },
  endpoints: {
    api: 'https://api.xmpush.xiaomi.com',
  },
  credential: _credential.XiaomiCredential,
  settings: _credential.XiaomiSettings,
  options: _options.XiaomiOptions,
  token: _token.token,
  plan: _plan.plan,
  open: (connection) => (0, _client.open)(connection, CONCURRENT_CALLS),
  probe: _probe.probe,
  receipts: _receipts.receipts,
};
