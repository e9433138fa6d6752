// A .p12 file → what TLS needs, and what the certificate in it says. Files that cannot be used are told apart in plain words.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "certificateOf", {
    enumerable: true,
    get: function() {
        return certificateOf;
    }
});
const _nodecrypto = require("node:crypto");
const _nodetls = require("node:tls");
/** OIDs of Apple's extensions in DER (sheet, 2b): 1.2.840.113635.100.6.3.1 and .2. */ const DEVELOPMENT = Buffer.from('060a2a864886f76364060301', 'hex');
const PRODUCTION = Buffer.from('060a2a864886f76364060302', 'hex');
function certificateOf({ p12, password }) {
    const pfx = Buffer.from(p12, 'base64');
    try {
        const { context } = (0, _nodetls.createSecureContext)({
            pfx,
            passphrase: password
        });
        // Node's own word for it, missing in its types; absent in a file without a certificate.
        const der = context.getCertificate?.();
        return der ? read(new _nodecrypto.X509Certificate(der), pfx, password) : NO_CERTIFICATE;
    } catch (error) {
        return unusable(error);
    }
}
function read(certificate, pfx, passphrase) {
    const [, bundleId] = /^UID=(.+)$/m.exec(certificate.subject) ?? [];
    const { raw } = certificate;
    return {
        pfx,
        passphrase,
        expiresAtMs: Date.parse(certificate.validTo),
        bundleId,
        environments: [
            ...raw.includes(DEVELOPMENT) ? [
                'development'
            ] : [],
            ...raw.includes(PRODUCTION) ? [
                'production'
            ] : []
        ]
    };
}
const NO_CERTIFICATE = {
    field: '/p12',
    code: 'p12-without-certificate',
    says: 'There is no certificate in the file: export certificate and private key together.'
};
/** By OpenSSL's words, which Node passes on. */ const CAUSES = [
    {
        words: /mac verify failure/i,
        unusable: {
            field: '/password',
            code: 'p12-password-wrong',
            says: 'The password does not open the file.'
        }
    },
    {
        words: /unable to load private key/i,
        unusable: {
            field: '/p12',
            code: 'p12-without-key',
            says: 'There is no private key in the file: export the certificate together with its key, on the machine that made the request.'
        }
    },
    {
        words: /unsupported pkcs12/i,
        unusable: {
            field: '/p12',
            code: 'p12-encrypted-weakly',
            says: 'The file is encrypted in an old way (RC2) that is turned off today. Write it again: openssl pkcs12 -legacy -in old.p12 -nodes | openssl pkcs12 -export -out new.p12'
        }
    }
];
function unusable(error) {
    const cause = CAUSES.find(({ words })=>words.test(error.message));
    return cause?.unusable ?? {
        field: '/p12',
        code: 'p12-unreadable',
        says: 'This is no .p12 file in base64.'
    };
}
