// The number on the app's icon. Both families count alike (sheet, 3.1 and 3.3).
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
    get badgeNotes () {
        return badgeNotes;
    },
    get badgeOf () {
        return badgeOf;
    }
});
const MAX_BADGE = 99;
function badgeOf(badge) {
    if (badge?.set !== undefined) return {
        set: Math.min(badge.set, MAX_BADGE)
    };
    return {
        add: Math.min(badge?.add ?? 1, MAX_BADGE)
    };
}
const badgeNotes = (badge)=>(badge?.set ?? 0) > MAX_BADGE ? [
        `badge set to ${MAX_BADGE}: Huawei counts no further`
    ] : [];
