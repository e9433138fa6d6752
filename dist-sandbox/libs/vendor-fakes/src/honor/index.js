// What the list of fakes knows of Honor: its fake, and what its console would hold.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "honor", {
    enumerable: true,
    get: function() {
        return honor;
    }
});
const _fake = require("./fake");
const _fakeconsole = require("./fake-console");
const honor = {
    id: 'honor',
    newFake: _fake.newFake,
    tenantOf: _fakeconsole.tenantOf
};
