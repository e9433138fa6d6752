// What the list of fakes knows of Meizu: its fake, and what its console would hold.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "meizu", {
    enumerable: true,
    get: function() {
        return meizu;
    }
});
const _fake = require("./fake");
const _fakeconsole = require("./fake-console");
const meizu = {
    id: 'meizu',
    newFake: _fake.newFake,
    tenantOf: _fakeconsole.tenantOf
};
