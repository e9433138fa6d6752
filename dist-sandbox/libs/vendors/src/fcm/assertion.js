// The signed claim with which a service account asks for an access token (RFC 7523: a JWT signed by RS256).
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
    get AUDIENCE () {
        return AUDIENCE;
    },
    get SCOPE () {
        return SCOPE;
    },
    get assertionOf () {
        return assertionOf;
    },
    get privateKeyOf () {
        return privateKeyOf;
    },
    get signRs256 () {
        return signRs256;
    }
});
const _nodecrypto = require("node:crypto");
const AUDIENCE = 'https://oauth2.googleapis.com/token';
const SCOPE = 'https://www.googleapis.com/auth/firebase.messaging';
/** The longest life that Google takes. In seconds. */ const LIFE_SECONDS = 3600;
function privateKeyOf({ private_key }) {
    try {
        const key = (0, _nodecrypto.createPrivateKey)(private_key.replaceAll('\\n', '\n').trim());
        return key.asymmetricKeyType === 'rsa' ? key : undefined;
    } catch  {
        return undefined;
    }
}
function assertionOf({ client_email, private_key_id }, key, nowMs) {
    const iat = Math.floor(nowMs / 1000);
    const header = {
        alg: 'RS256',
        typ: 'JWT',
        ...private_key_id !== undefined && {
            kid: private_key_id
        }
    };
    const claims = {
        iss: client_email,
        scope: SCOPE,
        aud: AUDIENCE,
        iat,
        exp: iat + LIFE_SECONDS
    };
    const input = `${encoded(header)}.${encoded(claims)}`;
    return `${input}.${signRs256(input, key)}`;
}
const signRs256 = (input, key)=>(0, _nodecrypto.sign)('sha256', Buffer.from(input), key).toString('base64url');
const encoded = (value)=>Buffer.from(JSON.stringify(value)).toString('base64url');
