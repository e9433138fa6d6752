// Who we are to Apple: a provider token in each request, signed once for all pods, or a certificate in the handshake. Whatever is wrong
// with a credential becomes a verdict, never an exception.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "accessOf", {
    enumerable: true,
    get: function() {
        return accessOf;
    }
});
const _accesstokens = require("../shared/access-tokens");
const _systemms = require("../shared/system-ms");
const _certificate = require("./certificate");
const _providertoken = require("./provider-token");
/** Apple refuses tokens older than an hour, and more than one in 20 minutes (sheet, 2a "Refresh"). In ms. */ const LIFE_MS = 55 * 60_000;
/** So long before that it is not used any more: it is replaced after 50 minutes. In ms. */ const MARGIN_MS = 5 * 60_000;
const accessOf = (connection)=>connection.credential.type === 'p8' ? withKey(connection.credential, connection) : withCertificate((0, _certificate.certificateOf)(connection.credential), connection);
function withKey(credential, { accessTokens, nowMs = _systemms.systemMs }) {
    const key = (0, _providertoken.privateKeyOf)(credential);
    if (key === undefined) return without(UNREADABLE_KEY);
    const tokens = new _accesstokens.AccessTokens(accessTokens, ()=>{
        const madeAtMs = nowMs();
        return Promise.resolve({
            token: (0, _providertoken.providerTokenOf)(credential, key, madeAtMs),
            expiresAtMs: madeAtMs + LIFE_MS
        });
    }, MARGIN_MS);
    let last = {};
    /** Written once for all pushes that carry it. */ const presented = (token)=>{
        if (last.token !== token) last = {
            token,
            authorization: `bearer ${token.token}`
        };
        return last;
    };
    const get = ()=>tokens.get(nowMs());
    return {
        tls: {},
        mayReplace: ({ token }, isRefused)=>token !== undefined && tokens.mayReplace(token, isRefused),
        atHand () {
            const token = tokens.atHand(nowMs());
            return token && presented(token);
        },
        show: (left)=>within(get().then(presented), left),
        showAnother: (refused, left)=>within((refused ? tokens.refused(refused) : get()).then(presented), left)
    };
}
function withCertificate(certificate, { settings, nowMs = _systemms.systemMs }) {
    if ('says' in certificate) {
        const { code, says, field } = certificate;
        return without({
            field,
            verdict: {
                kind: 'credential-broken',
                code,
                detail: says
            }
        });
    }
    const { pfx, passphrase, environments, expiresAtMs } = certificate;
    const isElsewhere = environments.length > 0 && !environments.includes(settings.environment);
    if (isElsewhere) return without(OTHER_ENVIRONMENT);
    const show = ()=>Promise.resolve(nowMs() < expiresAtMs ? {} : {
            refusal: ENDED
        });
    return {
        tls: {
            pfx,
            passphrase
        },
        mayReplace: ()=>false,
        atHand: ()=>nowMs() < expiresAtMs ? IN_THE_HANDSHAKE : undefined,
        show,
        showAnother: show
    };
}
function without(refusal) {
    const show = ()=>Promise.resolve({
            refusal
        });
    return {
        tls: {},
        atHand: ()=>undefined,
        mayReplace: ()=>false,
        show,
        showAnother: show
    };
}
const IN_THE_HANDSHAKE = {};
const brokenCredential = (field, code, detail)=>({
        field,
        verdict: {
            kind: 'credential-broken',
            code,
            detail
        }
    });
const UNREADABLE_KEY = brokenCredential('/privateKey', 'private-key-unreadable', 'The private key of the certificate is no key on the curve P-256: paste the .p8 file again.');
const OTHER_ENVIRONMENT = brokenCredential('/environment', 'certificate-environment', 'The .p12 is for the other environment than the one that is set.');
const ENDED = brokenCredential('/p12', 'certificate-ended', 'The certificate in the .p12 has ended: make a new one.');
async function within(asked, left) {
    try {
        return await left.token(asked, (code)=>new Late(code));
    } catch (error) {
        // Signing does not fail: it is the shelf's database that is away, or slow. No push has left.
        const code = error instanceof Late ? error.code : 'access-token-shelf';
        return {
            refusal: {
                field: '',
                verdict: {
                    kind: 'unavailable',
                    code,
                    detail: 'no provider token could be had',
                    mayHaveRung: false
                }
            }
        };
    }
}
let Late = class Late extends Error {
    code;
    constructor(code){
        super(code), this.code = code;
    }
};
