// The access token of one service account: asked for once however many sends wait, handed out with a deadline, and never an exception.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "Account", {
    enumerable: true,
    get: function() {
        return Account;
    }
});
const _http = require("../shared/http");
const _accesstokens = require("../shared/access-tokens");
const _systemms = require("../shared/system-ms");
const _assertion = require("./assertion");
const _grant = require("./grant");
/** So long before its end a token is not used any more, as Google's own library does (sheet, 2 "Life"). In ms. */ const MARGIN_MS = 300_000;
const GRANT_TYPE = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
/** Carries a refusal through the shelf, which passes on whatever is thrown. */ let NotGranted = class NotGranted extends Error {
    refusal;
    constructor(refusal){
        super('no access token'), this.refusal = refusal;
    }
};
let Account = class Account {
    tokens;
    origin;
    nowMs;
    constructor({ credential, endpoints, accessTokens, nowMs = _systemms.systemMs }){
        this.nowMs = nowMs;
        this.origin = new _http.HttpOrigin(endpoints['auth'] ?? '', 1);
        const key = (0, _assertion.privateKeyOf)(credential);
        this.tokens = new _accesstokens.AccessTokens(accessTokens, ()=>this.fetch(credential, key), MARGIN_MS);
    }
    /** The token of the last send, if it is still good: most sends need not wait for anything. */ atHand() {
        return this.tokens.atHand(this.nowMs());
    }
    /** A token to send with, in the time that is left. */ access(left) {
        return within(this.tokens.get(this.nowMs()), left);
    }
    /** Another token may do: FCM refused this one, and no replacement of another one. */ mayReplace(token, isRefused) {
        return this.tokens.mayReplace(token, isRefused);
    }
    /** Another one: FCM refused this. */ another(refused, left) {
        return within(this.tokens.refused(refused), left);
    }
    close() {
        return this.origin.close();
    }
    async fetch(credential, key) {
        if (key === undefined) throw new NotGranted(UNREADABLE_KEY);
        const askedAtMs = this.nowMs();
        const assertion = (0, _assertion.assertionOf)(credential, key, askedAtMs);
        const exchange = await this.origin.exchange({
            method: 'POST',
            path: '/token',
            headers: {
                'content-type': 'application/x-www-form-urlencoded',
                accept: 'application/json'
            },
            body: new URLSearchParams({
                grant_type: GRANT_TYPE,
                assertion
            }).toString()
        }, _accesstokens.LOGIN_DEADLINE_MS);
        // Counted from the question: a slow answer makes a token older, not younger.
        const grant = (0, _grant.grantOf)(exchange, askedAtMs);
        if ('refused' in grant) throw new NotGranted(grant.refused);
        return grant.granted;
    }
};
const UNREADABLE_KEY = {
    field: '/private_key',
    verdict: {
        kind: 'credential-broken',
        code: 'private-key-unreadable',
        detail: 'The private key of the certificate is no RSA key: paste it from the key file again.'
    }
};
const notRung = (code)=>({
        verdict: {
            kind: 'unavailable',
            code,
            detail: 'no access token could be had',
            mayHaveRung: false
        }
    });
async function within(asked, left) {
    try {
        return {
            token: await left.token(asked, (code)=>new NotGranted(notRung(code)))
        };
    } catch (error) {
        // What the shelf throws itself is its database's trouble: no push has left.
        return {
            refusal: error instanceof NotGranted ? error.refusal : notRung('access-token-shelf')
        };
    }
}
