// OPPO push (HeyTap), for OPPO, OnePlus and realme phones. How it behaves and where it surprises: README.md beside this file.
'use strict';
Object.defineProperty(exports, '__esModule', {
  value: true,
});
Object.defineProperty(exports, 'oppo', {
  enumerable: true,
  get: function () {
    return oppo;
  },
});
const _client = require('./client');
const _credential = require('./credential');
const _options = require('./options');
const _plan = require('./plan');
const _probe = require('./probe');
const _receipts = require('./receipts');
const _token = require('./token');
/** With answers after 50 ms this is 320 requests a second and certificate, each for up to a thousand phones. */ const CONCURRENT_CALLS = 16;
const oppo = {
  id: 'oppo',
  displayName: 'OPPO push',
  limits: {
    deliveriesPerPlan: _plan.MAX_TARGETS,
    concurrentCalls: CONCURRENT_CALLS,
    deadlineMs: 5_000,
  },
  // As document 11235 names it by 2026; the SDKs of before know `api.push.oppomobile.com`, which leads to the same service.
  endpoints: {
    api: 'https://api-push-cn.heytapmobi.com',
    abroad: 'https://api-intl.push.oppomobile.com',
  },
  credential: _credential.OppoCredential,
  settings: _credential.OppoSettings,
  options: _options.OppoOptions,
  token: _token.token,
  plan: _plan.plan,
  open: (connection) => (0, _client.open)(connection, CONCURRENT_CALLS),
  probe: _probe.probe,
  receipts: _receipts.receipts,
};
