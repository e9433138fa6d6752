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
    get Chat () {
        return _chat.Chat;
    },
    get DEMO_APP () {
        return _phones.DEMO_APP;
    },
    get Sandbox () {
        return _sandbox.Sandbox;
    },
    get openTenant () {
        return _tenant.openTenant;
    },
    get phonesOf () {
        return _phones.phonesOf;
    },
    get tokenOf () {
        return _phones.tokenOf;
    }
});
const _chat = require("./chat");
const _phones = require("./phones");
const _sandbox = require("./sandbox");
const _tenant = require("./tenant");
