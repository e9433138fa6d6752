// vivo push, mainland China. How it behaves and where it surprises: README.md beside this file.
'use strict';
Object.defineProperty(exports, '__esModule', {
  value: true,
});
Object.defineProperty(exports, 'vivo', {
  enumerable: true,
  get: function () {
    return vivo;
  },
});
const _client = require('./client');
const _credential = require('./credential');
const _options = require('./options');
const _plan = require('./plan');
const _probe = require('./probe');
const _receipts = require('./receipts');
const _token = require('./token');
/** With answers after 50 ms this is 1,280 requests a second and certificate; two pods stay below the lowest limit, 3,000. */ const CONCURRENT_CALLS = 64;
const vivo = {
  id: 'vivo',
  displayName: 'vivo push',
  limits: {
    deliveriesPerPlan: _plan.MAX_TARGETS,
    concurrentCalls: CONCURRENT_CALLS,
    deadlineMs: 5_000,
  },
  endpoints: {
    api: 'https://api-push.vivo.com.cn',
  },
  credential: _credential.VivoCredential,
  settings: _credential.VivoSettings,
  options: _options.VivoOptions,
  token: _token.token,
  plan: _plan.plan,
  open: (connection) => (0, _client.open)(connection, CONCURRENT_CALLS),
  probe: _probe.probe,
  receipts: _receipts.receipts,
};
