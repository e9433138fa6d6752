// What the list of fakes knows of Huawei: its fake, and what its console would hold.
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
const _fake = require("./fake");
const _fakeconsole = require("./fake-console");
const huawei = {
    id: 'huawei',
    newFake: _fake.newFake,
    tenantOf: _fakeconsole.tenantOf
};
