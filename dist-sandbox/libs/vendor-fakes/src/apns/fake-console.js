// What Apple's developer pages would hold of a customer who has this certificate: the public half of its key, or the certificate in its .p12.
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
const _nodetls = require("node:tls");
/** A .p12 does not say its team. */ const SOME_TEAM = 'TEAM000000';
function tenantOf({ settings: { bundleId }, credential }) {
    const bundleIds = [
        bundleId
    ];
    if (credential.type === 'p12') return {
        teamId: SOME_TEAM,
        bundleIds,
        certificates: [
            {
                pem: pemIn(credential)
            }
        ]
    };
    const { teamId, keyId, privateKey } = credential;
    const publicKey = (0, _nodecrypto.createPublicKey)(privateKey.replaceAll('\\n', '\n').trim());
    return {
        ...{
            teamId,
            bundleIds
        },
        keys: [
            {
                keyId,
                publicKey: publicKey.export({
                    type: 'spki',
                    format: 'pem'
                }).toString()
            }
        ]
    };
}
function pemIn({ p12, password }) {
    const { context } = (0, _nodetls.createSecureContext)({
        pfx: Buffer.from(p12, 'base64'),
        passphrase: password
    });
    // Node's own word for it, missing in its types; absent in a file without a certificate.
    const der = context.getCertificate?.();
    if (!der) throw new Error('there is no certificate in the file');
    return new _nodecrypto.X509Certificate(der).toString();
}
