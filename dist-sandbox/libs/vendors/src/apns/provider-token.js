// The signed token by which a team shows who it is: a JWT with ES256, as Apple wants it (sheet, 2a).
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
    get privateKeyOf () {
        return privateKeyOf;
    },
    get providerTokenOf () {
        return providerTokenOf;
    },
    get signEs256 () {
        return signEs256;
    }
});
const _nodecrypto = require("node:crypto");
function privateKeyOf({ privateKey }) {
    try {
        const key = (0, _nodecrypto.createPrivateKey)(privateKey.replaceAll('\\n', '\n').trim());
        return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? key : undefined;
    } catch  {
        return undefined;
    }
}
function providerTokenOf({ keyId, teamId }, key, nowMs) {
    const header = encoded({
        alg: 'ES256',
        kid: keyId
    });
    const claims = encoded({
        iss: teamId,
        iat: Math.floor(nowMs / 1_000)
    });
    return `${header}.${claims}.${signEs256(`${header}.${claims}`, key)}`;
}
const signEs256 = (input, key)=>(0, _nodecrypto.sign)('sha256', Buffer.from(input), {
        key,
        dsaEncoding: 'ieee-p1363'
    }).toString('base64url');
const encoded = (value)=>Buffer.from(JSON.stringify(value)).toString('base64url');
