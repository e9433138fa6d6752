// The fake's access tokens: who may have one, and whose it is. Several of one app are good at once, each for a day.
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
    get IssuedTokens () {
        return IssuedTokens;
    },
    get loginCodeOf () {
        return loginCodeOf;
    }
});
const _nodecrypto = require("node:crypto");
const _fakerequest = require("./fake-request");
const LIFE_MS = 86_400_000;
const MAX_CLOCK_SKEW_MS = 600_000;
const MAX_KEPT = 10_000;
function loginCodeOf(fields, tenants, nowMs) {
    const { appId, appKey, timestamp, sign } = fields;
    if ((0, _fakerequest.text)(appId) === '') return 10200;
    if ((0, _fakerequest.text)(appKey) === '') return 10201;
    if ((0, _fakerequest.text)(timestamp) === '') return 10203;
    if ((0, _fakerequest.text)(sign) === '') return 10204;
    const tenant = tenants.get((0, _fakerequest.text)(appId));
    if (tenant === undefined) return 10205;
    if ((0, _fakerequest.text)(appKey).trim() !== tenant.appKey) return 10202;
    const atMs = (0, _fakerequest.integer)(timestamp);
    if (atMs === undefined || Math.abs(atMs - nowMs) > MAX_CLOCK_SKEW_MS) return 10207;
    return (0, _fakerequest.text)(sign) === signOf(tenant, (0, _fakerequest.text)(timestamp)) ? undefined : 10206;
}
const signOf = ({ appId, appKey, appSecret }, timestamp)=>(0, _nodecrypto.createHash)('md5').update(appId + appKey + timestamp + appSecret, 'utf8').digest('hex');
let IssuedTokens = class IssuedTokens {
    byToken = new Map();
    /** How many were given so far. */ issued = 0;
    issue(appId, nowMs) {
        this.issued++;
        const token = (0, _nodecrypto.randomBytes)(20).toString('hex');
        this.byToken.set(token, {
            appId,
            endsAtMs: nowMs + LIFE_MS
        });
        const oldest = this.byToken.keys().next().value;
        if (this.byToken.size > MAX_KEPT && oldest !== undefined) this.byToken.delete(oldest);
        return token;
    }
    /** Undefined: missing, unknown or over. */ appOf(token, nowMs) {
        const issued = this.byToken.get(token ?? '');
        return issued !== undefined && issued.endsAtMs > nowMs ? issued.appId : undefined;
    }
    /** For tests: what vivo gave so far is not good any more. */ revokeAll() {
        this.byToken.clear();
    }
};
