// What Honor's console would hold of a customer who has this certificate.
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
function tenantOf({ settings: { appId, clientId }, credential: { clientSecret }, receiptUrl }) {
    return {
        appIds: [
            appId
        ],
        clientId,
        clientSecret,
        ...receiptUrl && {
            receiptUrl
        }
    };
}
