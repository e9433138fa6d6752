// Huawei Push Kit, for Android and for HarmonyOS. How it behaves and where it surprises: README.md beside this file.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "huawei", {
    enumerable: true,
    get: function() {
        return huawei;
    }
});
const _catalog = require("./catalog");
const _client = require("./client");
const _login = require("./login");
const _plan = require("./plan");
const _probe = require("./probe");
const UNREADABLE_KEY = 'is no RSA key that can be read: enter private_key of the file as it is, with its line ends (or \\n)';
const huawei = {
    ..._catalog.catalog,
    plan: _plan.plan,
    open: (connection)=>(0, _client.open)(connection, _catalog.catalog.limits.concurrentCalls),
    probe: _probe.probe,
    hurdle: ({ serviceAccount })=>Promise.resolve(serviceAccount !== undefined && (0, _login.rsaKey)(serviceAccount.private_key) === undefined ? {
            field: '/serviceAccount/private_key',
            rule: UNREADABLE_KEY
        } : undefined),
    endOf: ({ serviceAccount })=>serviceAccount === undefined ? {
            what: 'secret',
            says: 'Huawei takes the client secret until it is reset in AppGallery Connect.'
        } : {
            what: 'service-account',
            says: 'The file names no end. Huawei takes it until it is deleted.'
        }
};
