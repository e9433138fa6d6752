// The seam between dispatch and the vendors: the only file of this library that dispatch must read.
//
// A vendor is two things. `plan` is pure: deliveries in, calls out, each call the widest request that fits. `open` gives a client
// whose `send` makes one call and answers with one verdict per delivery, as a value: it does not retry, sleep, log or count, and
// throws only if our own code is wrong. A list vendor (Xiaomi) plans one call for a thousand deliveries; a token-by-token vendor
// (APNs, FCM) plans a call per delivery and its client carries many of them on one HTTP/2 connection.
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
    get ANY_HOST () {
        return ANY_HOST;
    },
    get NOT_BEGUN () {
        return NOT_BEGUN;
    },
    get TOO_SLOW_FOR_A_LIST () {
        return TOO_SLOW_FOR_A_LIST;
    }
});
const ANY_HOST = '*';
const NOT_BEGUN = 'not-begun-in-time';
const TOO_SLOW_FOR_A_LIST = {
    ...{
        kind: 'unavailable',
        code: NOT_BEGUN,
        mayHaveRung: false,
        retryAlone: true
    }
};
