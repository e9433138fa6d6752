// All vendors, with their clients. A new one is its folder, its line here, and its line in catalog.ts.
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
    get VENDORS () {
        return VENDORS;
    },
    get endOf () {
        return endOf;
    },
    get vendorNamed () {
        return vendorNamed;
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
const VENDORS = [
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
const BY_ID = new Map(VENDORS.map((vendor)=>[
        vendor.id,
        vendor
    ]));
const vendorNamed = (id)=>BY_ID.get(id);
function endOf(vendor, credential) {
    const says = `${vendor.displayName} takes the secret until it is replaced there.`;
    return vendor.endOf?.(credential) ?? {
        what: 'secret',
        says
    };
}
