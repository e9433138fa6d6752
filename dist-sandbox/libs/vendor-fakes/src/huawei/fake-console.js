// What Huawei's console would hold of a customer who has this certificate.
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
const _forfakes = require("../../../vendors/src/huawei/for-fakes");
function tenantOf(form) {
    const { appId, callbackUser, projectId } = form.settings;
    const { clientSecret, serviceAccount, callbackKey } = form.credential;
    const project = serviceAccount?.project_id ?? projectId;
    return {
        appId,
        clientId: (0, _forfakes.clientIdOf)(form.settings),
        ...clientSecret && {
            clientSecret
        },
        ...project && {
            projectId: project
        },
        ...serviceAccount && {
            serviceAccounts: [
                accountOf(serviceAccount)
            ]
        },
        ...form.receiptUrl && {
            receipts: {
                url: form.receiptUrl,
                ...callbackUser && callbackKey && {
                    user: callbackUser,
                    key: callbackKey
                }
            }
        }
    };
}
const accountOf = ({ key_id, sub_account, private_key })=>({
        keyId: key_id,
        subAccount: sub_account,
        publicKey: (0, _nodecrypto.createPublicKey)(private_key.replaceAll('\\n', '\n')).export({
            type: 'spki',
            format: 'pem'
        }).toString()
    });
