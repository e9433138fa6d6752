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
    get clientIdOf () {
        return _credential.clientIdOf;
    },
    get isObject () {
        return _json.isObject;
    },
    get parse () {
        return _json.parse;
    },
    get rsaKey () {
        return _login.rsaKey;
    },
    get signedToken () {
        return _login.signedToken;
    }
});
const _credential = require("./credential");
const _json = require("./json");
const _login = require("./login");
