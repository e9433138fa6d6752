// A certificate as an operator saves it → the customer that its vendor's console would hold, so that a certificate of one's own rings in the
// sandbox. The mapping is each vendor's own: `tenantOf` in its folder.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "tenantOf", {
    enumerable: true,
    get: function() {
        return tenantOf;
    }
});
const _value = require("@sinclair/typebox/value");
const _send = require("../../../vendors/src/send");
const _fakes = require("../fakes");
function tenantOf(vendor, form) {
    const found = (0, _send.vendorNamed)(vendor);
    if (found === undefined) return {
        problem: 'vendor: no such vendor'
    };
    for (const part of [
        'settings',
        'credential'
    ]){
        const wrong = _value.Value.Errors(found[part], form[part]).First();
        if (wrong !== undefined) return {
            problem: `${part}${wrong.path}: ${wrong.message}`
        };
    }
    const fakes = _fakes.FAKES.find(({ id })=>id === vendor);
    if (fakes === undefined) return {
        problem: 'vendor: it has no fake'
    };
    try {
        return {
            tenant: fakes.tenantOf(form)
        };
    } catch  {
        return {
            problem: 'credential: its key cannot be read'
        };
    }
}
