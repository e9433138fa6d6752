// Meizu (Flyme) push. How it behaves and where it surprises: README.md beside this file.
'use strict';
Object.defineProperty(exports, '__esModule', {
  value: true,
});
Object.defineProperty(exports, 'meizu', {
  enumerable: true,
  get: function () {
    return meizu;
  },
});
const _client = require('./client');
const _credential = require('./credential');
const _options = require('./options');
const _plan = require('./plan');
const _probe = require('./probe');
const _receipts = require('./receipts');
const _token = require('./token');
/** With answers after 50 ms these are 80 requests a second and certificate; an app has 200 unless it asks for more (sheet, 5). */ const CONCURRENT_CALLS = 4;
const meizu = {
  id: 'meizu',
  displayName: 'Meizu Flyme push',
  limits: {
    deliveriesPerPlan: _plan.MAX_TARGETS,
    concurrentCalls: CONCURRENT_CALLS,
    deadlineMs: 5_000,
  },
  endpoints: {
    api: 'https://server-api-push.meizu.com',
    overseas: 'https://server-api-push.in.meizu.com',
  },
  credential: _credential.MeizuCredential,
  settings: _credential.MeizuSettings,
  options: _options.MeizuOptions,
  token: _token.token,
  plan: _plan.plan,
  open: (connection) => (0, _client.open)(connection, CONCURRENT_CALLS),
  probe: _probe.probe,
  receipts: _receipts.receipts,
};
