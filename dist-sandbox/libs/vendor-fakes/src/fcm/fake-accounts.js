// Google's token endpoint, imitated: knows the service accounts of all projects, checks their signed claims, remembers what it gave.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "Accounts", {
    enumerable: true,
    get: function() {
        return Accounts;
    }
});
const _nodecrypto = require("node:crypto");
const _fakeanswers = require("./fake-answers");
const _fakejson = require("./fake-json");
const LIFE_SECONDS = 3599;
const MAX_LIFE_SECONDS = 3600;
const SKEW_SECONDS = 300;
/** More than any test asks for; the oldest are forgotten. */ const MAX_REMEMBERED = 10_000;
const GRANT_TYPE = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const GOOGLE = [
    'https://oauth2.googleapis.com/token',
    'https://www.googleapis.com/oauth2/v4/token'
];
const SCOPES = /(?:^| )https:\/\/www\.googleapis\.com\/auth\/(?:firebase\.messaging|cloud-platform)(?: |$)/;
let Accounts = class Accounts {
    known = new Map();
    given = new Map();
    /** Undefined: done; else what is wrong. */ admit({ serviceAccounts }) {
        for (const [i, { clientEmail, publicKeys, maySend = true }] of serviceAccounts.entries()){
            try {
                this.known.set(clientEmail, {
                    keys: publicKeys.map((pem)=>(0, _nodecrypto.createPublicKey)(pem)),
                    maySend
                });
            } catch  {
                return `/serviceAccounts/${i}/publicKeys: not a public key`;
            }
        }
        return undefined;
    }
    /** `host` as the caller wrote it: whoever calls us by our own address may also name that as the audience. */ login(form, host, nowMs) {
        const fields = new URLSearchParams(form);
        if (fields.get('grant_type') !== GRANT_TYPE) {
            return (0, _fakeanswers.notGranted)('unsupported_grant_type', `Invalid grant_type: ${fields.get('grant_type') ?? ''}`);
        }
        const jwt = readJwt(fields.get('assertion') ?? '');
        if (jwt === undefined) return (0, _fakeanswers.notGranted)('invalid_grant', 'Bad Request');
        const { iss, scope, aud, iat, exp } = jwt.claims;
        const account = this.known.get(String(iss));
        if (account === undefined) return (0, _fakeanswers.notGranted)('invalid_grant', 'Invalid grant: account not found');
        if (!account.keys.some((key)=>(0, _nodecrypto.verify)('sha256', jwt.input, key, jwt.signature))) {
            return (0, _fakeanswers.notGranted)('invalid_grant', 'Invalid JWT Signature.');
        }
        if (!isOurs(String(aud), host)) return (0, _fakeanswers.notGranted)('invalid_grant', 'Invalid JWT: Failed audience check.');
        if (!isTimely(Number(iat), Number(exp), nowMs)) {
            return (0, _fakeanswers.notGranted)('invalid_grant', 'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.');
        }
        if (!SCOPES.test(String(scope))) return (0, _fakeanswers.notGranted)('invalid_scope', 'Invalid OAuth scope or ID token audience provided.');
        return this.give({
            clientEmail: String(iss),
            maySend: account.maySend
        }, nowMs);
    }
    /** Undefined: never given, or its time is over. */ holderOf(token, nowMs) {
        const holder = this.given.get(token);
        return holder !== undefined && holder.expiresAtMs > nowMs ? holder : undefined;
    }
    /** All access tokens end now, as when a key is revoked. */ expireAll() {
        this.given.clear();
    }
    give(to, nowMs) {
        const token = `ya29.${(0, _nodecrypto.randomBytes)(48).toString('base64url')}`;
        this.given.set(token, {
            ...to,
            expiresAtMs: nowMs + LIFE_SECONDS * 1000
        });
        const oldest = this.given.keys().next().value;
        if (this.given.size > MAX_REMEMBERED && oldest !== undefined) this.given.delete(oldest);
        return (0, _fakeanswers.granted)(token, LIFE_SECONDS);
    }
};
function readJwt(text) {
    const [header, claims, signature, ...more] = text.split('.');
    const read = {
        header: decoded(header),
        claims: decoded(claims)
    };
    const isRs256 = read.header?.['alg'] === 'RS256' && [
        undefined,
        'JWT'
    ].includes(read.header['typ']);
    if (!isRs256 || read.claims === undefined || !signature || more.length > 0) return undefined;
    return {
        claims: read.claims,
        input: Buffer.from(`${header}.${claims}`),
        signature: Buffer.from(signature, 'base64url')
    };
}
function decoded(part) {
    try {
        const value = JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8'));
        return (0, _fakejson.isObject)(value) ? value : undefined;
    } catch  {
        return undefined;
    }
}
const isOurs = (audience, host)=>GOOGLE.includes(audience) || URL.canParse(audience) && new URL(audience).host === host && /\/token$/.test(new URL(audience).pathname);
function isTimely(iat, exp, nowMs) {
    const now = nowMs / 1000;
    return exp - iat > 0 && exp - iat <= MAX_LIFE_SECONDS && iat <= now + SKEW_SECONDS && exp >= now - SKEW_SECONDS;
}
