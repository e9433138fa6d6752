// Apple Push Notification service, HTTP/2. How it behaves and where it surprises: README.md beside this file.
'use strict';
Object.defineProperty(exports, '__esModule', {
  value: true,
});
Object.defineProperty(exports, 'apns', {
  enumerable: true,
  get: function () {
    return apns;
  },
});
const _certificate = require('./certificate');
const _client = require('./client');
const _credential = require('./credential');
const _options = require('./options');
const _p12work = require('./p12-work');
const _plan = require('./plan');
const _probe = require('./probe');
const _token = require('./token');
/** The streams that Apple was seen to allow on one connection. With answers after 50 ms this is 20,000 a second. */ const CONCURRENT_CALLS = 1_000;
/** Each is a call of its own here: planning more of them in one go would hold up the answers that come meanwhile. */ const DELIVERIES_PER_PLAN = 100;
const apns = {
  id: 'apns',
  displayName: 'Apple Push Notification service',
  // The sheet recommends ten seconds for an answer (10).
  limits: {
    deliveriesPerPlan: DELIVERIES_PER_PLAN,
    concurrentCalls: CONCURRENT_CALLS,
    deadlineMs: 10_000,
  },
  endpoints: {
    production: 'https://api.push.apple.com',
    development: 'https://api.sandbox.push.apple.com',
  },
  credential: _credential.ApnsCredential,
  settings: _credential.ApnsSettings,
  options: _options.ApnsOptions,
  token: _token.token,
  plan: _plan.plan,
  open: (connection) => (0, _client.open)(connection, CONCURRENT_CALLS),
  probe: _probe.probe,
  async hurdle(credential) {
    const rule = credential.type === 'p12' ? await (0, _p12work.tooMuchWork)(credential) : undefined;
    return rule === undefined
      ? undefined
      : {
          field: '/p12',
          rule,
        };
  },
  endOf(credential) {
    const what = credential.type;
    if (what === 'p8')
      return {
        what,
        says: 'A key of Apple is good until it is revoked.',
      };
    const certificate = (0, _certificate.certificateOf)(credential);
    return 'expiresAtMs' in certificate
      ? {
          what,
          expiresAtMs: certificate.expiresAtMs,
        }
      : {
          what,
          says: certificate.says,
        };
  },
};
