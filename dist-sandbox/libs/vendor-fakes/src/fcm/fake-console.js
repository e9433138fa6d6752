// What the Firebase project of a customer who has this certificate would hold.
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
const _nodecrypto = require("node:crypto");
function tenantOf({ settings: { packageName }, credential: { project_id, client_email, private_key } }) {
    const publicKey = (0, _nodecrypto.createPublicKey)(private_key.replaceAll('\\n', '\n'));
    return {
        projectId: project_id,
        serviceAccounts: [
            {
                clientEmail: client_email,
                publicKeys: [
                    publicKey.export({
                        type: 'spki',
                        format: 'pem'
                    }).toString()
                ]
            }
        ],
        ...packageName && {
            packageNames: [
                packageName
            ]
        }
    };
}
