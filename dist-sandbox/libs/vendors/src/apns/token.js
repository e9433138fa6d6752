// The form of a device token: hexadecimal, in the path of a request. An app that has registered for calls too reports both tokens,
// joined by a dot: the device's own and PushKit's.
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
    get addressesOf () {
        return addressesOf;
    },
    get token () {
        return token;
    }
});
/** Today's have 32 bytes; Apple says not to count on it. In bytes. */ const MIN_BYTES = 8;
const MAX_BYTES = 100;
const HEX = `(?:[0-9A-Fa-f]{2}){${MIN_BYTES},${MAX_BYTES}}`;
const FORM = new RegExp(`^${HEX}(?:\\.${HEX})?$`);
const token = {
    problem (text) {
        return FORM.test(text) ? undefined : `an APNs token has ${2 * MIN_BYTES} to ${2 * MAX_BYTES} hexadecimal digits, and a dot before a PushKit token`;
    },
    /** The device's own token tells the phone: a build that registers for calls as well adds PushKit's and makes no other phone of it. */ canonical: (text)=>addressesOf(text).device
};
function addressesOf(text) {
    const lower = text.toLowerCase();
    const dot = lower.indexOf('.');
    return dot < 0 ? {
        device: lower,
        voip: undefined
    } : {
        device: lower.slice(0, dot),
        voip: lower.slice(dot + 1)
    };
}
