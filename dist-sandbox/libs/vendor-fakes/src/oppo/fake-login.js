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
const LIFE_MS = 86_400_000;
const MAX_CLOCK_SKEW_MS = 600_000;
const MAX_KEPT = 10_000;
function loginCodeOf(form, tenants, nowMs) {
    const [appKey = '', timestamp = '', sign = ''] = [
        'app_key',
        'timestamp',
        'sign'
    ].map((name)=>form.get(name));
    if (appKey === '') return 15;
    const tenant = tenants.get(appKey);
    if (tenant === undefined) return 14;
    if (timestamp === '') return 18;
    const isNear = Math.abs(Number(timestamp) - nowMs) <= MAX_CLOCK_SKEW_MS;
    if (!/^\d{13}$/.test(timestamp) || !isNear) return 19;
    if (sign === '') return 17;
    return sign === signOf(tenant, timestamp) ? undefined : 16;
}
const signOf = ({ appKey, masterSecret }, timestamp)=>(0, _nodecrypto.createHash)('sha256').update(appKey + timestamp + masterSecret, 'utf8').digest('hex');
let IssuedTokens = class IssuedTokens {
    /** Logins that were answered with a token. */ issued = 0;
    byToken = new Map();
    issue(appKey, nowMs) {
        const token = (0, _nodecrypto.randomBytes)(12).toString('hex');
        this.issued++;
        this.byToken.set(token, {
            appKey,
            endsAtMs: nowMs + LIFE_MS
        });
        const oldest = this.byToken.keys().next().value;
        if (this.byToken.size > MAX_KEPT && oldest !== undefined) this.byToken.delete(oldest);
        return token;
    }
    /** Undefined: unknown or over. */ appKeyOf(token, nowMs) {
        const known = this.byToken.get(token);
        return known !== undefined && known.endsAtMs > nowMs ? known.appKey : undefined;
    }
    /** For tests: what OPPO gave so far is not good any more. */ revokeAll() {
        this.byToken.clear();
    }
};
