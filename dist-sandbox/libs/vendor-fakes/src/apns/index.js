// What the list of fakes knows of APNs: its fake, and what its console would hold.
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
const _fake = require("./fake");
const _fakeconsole = require("./fake-console");
const apns = {
    id: 'apns',
    newFake: _fake.newFake,
    tenantOf: _fakeconsole.tenantOf
};
