// A customer that the demo, the stories and the benchmark can show: what Apple's developer pages and our certificate would hold.
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
    get sample () {
        return sample;
    },
    get tokenFor () {
        return tokenFor;
    },
    get wordOf () {
        return wordOf;
    }
});
const _nodecrypto = require("node:crypto");
const _forfakes = require("../../../vendors/src/apns/for-fakes");
const _samplecertificate = require("./sample-certificate");
const bundleId = 'com.example.im';
const teamId = 'TEAM123456';
const keyId = 'ABC1234567';
/** The key of the worked example in RFC 7515, A.3.1: printed in a standard, it opens nothing. */ const key = (0, _nodecrypto.createPrivateKey)({
    format: 'jwk',
    key: {
        kty: 'EC',
        crv: 'P-256',
        x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
        y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
        d: 'jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI'
    }
});
/** The one of RFC 7517, A.2. */ const otherKey = (0, _nodecrypto.createPrivateKey)({
    format: 'jwk',
    key: {
        kty: 'EC',
        crv: 'P-256',
        x: 'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4',
        y: '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM',
        d: '870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE'
    }
});
const pemOf = (privateKey)=>privateKey.export({
        type: 'pkcs8',
        format: 'pem'
    }).toString();
const credential = {
    type: 'p8',
    keyId,
    teamId,
    privateKey: pemOf(key)
};
const sample = {
    tenant: {
        teamId,
        bundleIds: [
            bundleId
        ],
        keys: [
            {
                keyId,
                publicKey: (0, _nodecrypto.createPublicKey)(key).export({
                    type: 'spki',
                    format: 'pem'
                }).toString()
            }
        ],
        certificates: [
            {
                pem: _samplecertificate.SAMPLE_CERTIFICATE
            }
        ],
        // More than any phone gets, so that the benchmark measures us and not the limit.
        deviceMessagesPerSecond: 1_000_000
    },
    settings: {
        bundleId,
        environment: 'production',
        click: {
            action: 'open-app'
        }
    },
    credential,
    wrongCredential: {
        ...credential,
        privateKey: pemOf(otherKey)
    },
    certificate: {
        type: 'p12',
        p12: _samplecertificate.SAMPLE_P12,
        password: _samplecertificate.SAMPLE_PASSWORD
    },
    /** Signed when somebody looks. */ get jwt () {
        return (0, _forfakes.providerTokenOf)(credential, key, Date.now());
    },
    tokenFor
};
/** In bytes. */ const TOKEN_LENGTH = 32;
function tokenFor(word) {
    return Buffer.from(word).toString('hex').padEnd(2 * TOKEN_LENGTH, '0');
}
function wordOf(token) {
    const word = Buffer.from(token, 'hex').toString('latin1').replace(/(?<!\0)\0+$/, '');
    return /^[\x21-\x7e]{2,}$/.test(word) ? word : token;
}
