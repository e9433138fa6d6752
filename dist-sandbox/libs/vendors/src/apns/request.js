// One phone, one request: path and headers around a body that many phones may share.
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
    get idOf () {
        return idOf;
    },
    get requestOf () {
        return requestOf;
    }
});
/** Apple keeps nothing longer (sheet, 3 "apns-expiration"). In ms. */ const MAX_STORED_MS = 30 * 86_400_000;
/** A call that rings later is none. In ms. */ const MAX_CALL_MS = 60_000;
function requestOf({ device, voip }, delivery, { body, isCall, collapseId }, settings, nowMs) {
    const isBulk = delivery.content.class === 'bulk';
    const id = idOf(delivery.targetId);
    return {
        path: `/3/device/${isCall ? voip : device}`,
        headers: {
            'apns-topic': isCall ? `${settings.bundleId}.voip` : settings.bundleId,
            'apns-push-type': isCall ? 'voip' : 'alert',
            'apns-priority': isBulk && !isCall ? '5' : '10',
            'apns-expiration': expirationOf(delivery.expiresAtMs, isCall ? MAX_CALL_MS : MAX_STORED_MS, nowMs),
            ...id && {
                'apns-id': id
            },
            // Per target: a second call of it replaces what the first one shows.
            ...!isCall && {
                'apns-collapse-id': collapseId ?? delivery.targetId
            },
            'content-type': 'application/json'
        },
        body
    };
}
/** In whole seconds since 1970, rounded down; less than a second is "now or never", which Apple writes as 0. */ function expirationOf(expiresAtMs, longestMs, nowMs) {
    if (expiresAtMs - nowMs < 1_000) return '0';
    return String(Math.floor(Math.min(expiresAtMs, nowMs + longestMs) / 1_000));
}
function idOf(targetId) {
    const hex = Buffer.from(targetId, 'base64url').toString('hex', 0, 16);
    if (hex.length !== 32) return '';
    const variant = '89ab'[Number.parseInt(hex[16] ?? '0', 16) & 3];
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}
