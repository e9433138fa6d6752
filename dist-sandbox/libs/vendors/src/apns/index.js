// Apple Push Notification service, HTTP/2. How it behaves and where it surprises: README.md beside this file.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "apns", {
    enumerable: true,
    get: function() {
        return apns;
    }
});
const _catalog = require("./catalog");
const _certificate = require("./certificate");
const _client = require("./client");
const _hurdle = require("./hurdle");
const _plan = require("./plan");
const _probe = require("./probe");
const apns = {
    ..._catalog.catalog,
    plan: _plan.plan,
    open: (connection)=>(0, _client.open)(connection, _catalog.catalog.limits.concurrentCalls),
    probe: _probe.probe,
    hurdle: _hurdle.hurdleOf,
    endOf (credential) {
        const what = credential.type;
        if (what === 'p8') return {
            what,
            says: 'A key of Apple is good until it is revoked.'
        };
        const certificate = (0, _certificate.certificateOf)(credential);
        return 'expiresAtMs' in certificate ? {
            what,
            expiresAtMs: certificate.expiresAtMs
        } : {
            what,
            says: certificate.says
        };
    }
};
