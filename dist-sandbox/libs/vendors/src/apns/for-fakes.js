// What this vendor's fake and its specs take of the production code. Services never import this.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
function _export(target, all) {
    for(var name in all)Object.defineProperty(target, name, {
        enumerable: true,
        get: Object.getOwnPropertyDescriptor(all, name).get
    });
}
_export(exports, {
    get privateKeyOf () {
        return _providertoken.privateKeyOf;
    },
    get providerTokenOf () {
        return _providertoken.providerTokenOf;
    }
});
const _providertoken = require("./provider-token");
