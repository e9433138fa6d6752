// What the list of fakes knows of OPPO: its fake, and what its console would hold.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "oppo", {
    enumerable: true,
    get: function() {
        return oppo;
    }
});
const _fake = require("./fake");
const _fakeconsole = require("./fake-console");
const oppo = {
    id: 'oppo',
    newFake: _fake.newFake,
    tenantOf: _fakeconsole.tenantOf
};
