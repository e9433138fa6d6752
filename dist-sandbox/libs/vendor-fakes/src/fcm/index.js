// What the list of fakes knows of FCM: its fake, and what its console would hold.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "fcm", {
    enumerable: true,
    get: function() {
        return fcm;
    }
});
const _fake = require("./fake");
const _fakeconsole = require("./fake-console");
const fcm = {
    id: 'fcm',
    newFake: _fake.newFake,
    tenantOf: _fakeconsole.tenantOf
};
