// What the list of fakes knows of Xiaomi: its fake, and what its console would hold.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "xiaomi", {
    enumerable: true,
    get: function() {
        return xiaomi;
    }
});
const _fake = require("./fake");
const _fakeconsole = require("./fake-console");
const xiaomi = {
    id: 'xiaomi',
    newFake: _fake.newFake,
    tenantOf: _fakeconsole.tenantOf
};
