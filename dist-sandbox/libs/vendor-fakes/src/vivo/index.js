// What the list of fakes knows of vivo: its fake, and what its console would hold.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "vivo", {
    enumerable: true,
    get: function() {
        return vivo;
    }
});
const _fake = require("./fake");
const _fakeconsole = require("./fake-console");
const vivo = {
    id: 'vivo',
    newFake: _fake.newFake,
    tenantOf: _fakeconsole.tenantOf
};
