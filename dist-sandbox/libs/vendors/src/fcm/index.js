// Firebase Cloud Messaging, HTTP v1. How it behaves and where it surprises: README.md beside this file.
'use strict';
Object.defineProperty(exports, '__esModule', {
  value: true,
});
Object.defineProperty(exports, 'fcm', {
  enumerable: true,
  get: function () {
    return fcm;
  },
});
const _client = require('./client');
const _credential = require('./credential');
const _options = require('./options');
const _plan = require('./plan');
const _probe = require('./probe');
const _token = require('./token');
/** With answers after 100 ms this is 10,000 a second, all that a project may send (600,000 messages a minute). */ const CONCURRENT_CALLS = 1_000;
/** Each is a call of its own here: planning more of them in one go would hold up the answers that come meanwhile. */ const DELIVERIES_PER_PLAN = 100;
const fcm = {
  id: 'fcm',
  displayName: 'Firebase Cloud Messaging',
  // Google's rule is to wait at least ten seconds for an answer.
  limits: {
    deliveriesPerPlan: DELIVERIES_PER_PLAN,
    concurrentCalls: CONCURRENT_CALLS,
    deadlineMs: 10_000,
  },
  endpoints: {
    auth: 'https://oauth2.googleapis.com',
    api: 'https://fcm.googleapis.com',
  },
  credential: _credential.FcmCredential,
  settings: _credential.FcmSettings,
  options: _options.FcmOptions,
  token: _token.token,
  plan: _plan.plan,
  open: (connection) => (0, _client.open)(connection, CONCURRENT_CALLS),
  probe: _probe.probe,
  endOf: () => ({
    what: 'service-account',
    says: "The key file names no end. Google takes it until it is deleted, or as long as the organisation's policy lets keys live.",
  }),
};
