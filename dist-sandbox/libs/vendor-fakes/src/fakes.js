// All fakes. That of a new vendor is its folder and its line here.
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
    get FAKES () {
        return FAKES;
    },
    get newFakes () {
        return newFakes;
    }
});
const _apns = require("./apns");
const _fcm = require("./fcm");
const _honor = require("./honor");
const _huawei = require("./huawei");
const _meizu = require("./meizu");
const _oppo = require("./oppo");
const _vivo = require("./vivo");
const _webpush = require("./web-push");
const _xiaomi = require("./xiaomi");
const FAKES = [
    _xiaomi.xiaomi,
    _huawei.huawei,
    _honor.honor,
    _oppo.oppo,
    _vivo.vivo,
    _meizu.meizu,
    _apns.apns,
    _fcm.fcm,
    _webpush.webPush
];
const newFakes = ()=>FAKES.map(({ newFake })=>newFake());
