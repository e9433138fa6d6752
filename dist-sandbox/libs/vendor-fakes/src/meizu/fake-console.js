// What Meizu's console would hold of a customer who has this certificate.
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
function tenantOf({ settings: { appId, packageName }, credential: { appSecret, receiptToken }, receiptUrl }) {
    return {
        ...{
            appId,
            appSecret
        },
        packageNames: [
            packageName
        ],
        ...receiptToken && {
            receiptToken
        },
        ...receiptUrl && {
            callbacks: [
                receiptUrl
            ]
        }
    };
}
