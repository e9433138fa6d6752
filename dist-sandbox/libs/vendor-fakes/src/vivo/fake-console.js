// What vivo's console would hold of a customer who has this certificate.
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
function tenantOf({ settings: { appId, receiptId }, credential: { appKey, appSecret }, receiptUrl }) {
    return {
        ...{
            appId,
            appKey,
            appSecret
        },
        ...receiptId && receiptUrl && {
            receiptUrls: {
                [receiptId]: receiptUrl
            }
        }
    };
}
