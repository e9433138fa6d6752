// The call to Honor: JSON under an access token. A refused token is exchanged for another one within the same send: the push was not
// taken, so the second call is no second ring.
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
    get headersOf () {
        return headersOf;
    },
    get open () {
        return open;
    },
    get pathOf () {
        return pathOf;
    }
});
const _accesstokens = require("../shared/access-tokens");
const _http = require("../shared/http");
const _timeleft = require("../shared/time-left");
const _systemms = require("../shared/system-ms");
const _login = require("./login");
const _plan = require("./plan");
const _verdicts = require("./verdicts");
const headersOf = ({ token }, nowMs)=>({
        authorization: `Bearer ${token}`,
        'content-type': 'application/json; charset=UTF-8',
        accept: 'application/json',
        timestamp: String(nowMs)
    });
const pathOf = ({ appId })=>`/api/v1/${appId}/sendMessage`;
function open({ credential, settings, endpoints, accessTokens, nowMs = _systemms.systemMs }, connections) {
    const api = new _http.HttpOrigin(endpoints['api'] ?? '', connections, undefined, _plan.MAX_ANSWER_BYTES);
    const auth = new _http.HttpOrigin(endpoints['auth'] ?? '', 1);
    const login = {
        clientId: settings.clientId,
        clientSecret: credential.clientSecret
    };
    // The margin is in the token's own end already.
    const tokens = new _accesstokens.AccessTokens(accessTokens, ()=>(0, _login.logIn)(auth, login, _accesstokens.LOGIN_DEADLINE_MS, nowMs()), 0);
    const path = pathOf(settings);
    function exchangeOf(body, time) {
        return tokens.use(nowMs(), {
            wait: (asked)=>inTime(asked, time),
            call: (token)=>time.exchange(api, {
                    method: 'POST',
                    path,
                    headers: headersOf(token, nowMs()),
                    body
                }),
            isRefused: _verdicts.isTokenRefused
        });
    }
    return {
        prepare (deadlineMs) {
            if (tokens.atHand(nowMs()) !== undefined) return undefined;
            return (0, _accesstokens.whyNoToken)(inTime(tokens.get(nowMs()), new _timeleft.TimeLeft(deadlineMs)));
        },
        async send ({ request, deliveries }, deadlineMs, begin) {
            const isAlone = deliveries.some(({ alone })=>alone === true);
            try {
                const exchange = await exchangeOf(request.body, new _timeleft.TimeLeft(deadlineMs, begin));
                return (0, _verdicts.verdictsOf)(exchange, {
                    tokens: deliveries.map(({ token })=>token),
                    isAlone
                });
            } catch (error) {
                if (error instanceof _login.NoAccessToken) return deliveries.map(()=>error.verdict);
                throw error;
            }
        },
        close: async ()=>{
            await Promise.all([
                api.close(),
                auth.close()
            ]);
        }
    };
}
/** The login goes on for those who come later; this push does not wait longer than it may. Rejects with `NoAccessToken` only. */ function inTime(token, time) {
    const known = token.catch((error)=>{
        throw error instanceof _login.NoAccessToken ? error : notSent('access-token-shelf');
    });
    return time.token(known, notSent);
}
/** Whatever keeps an access token from us, nothing was pushed. What the shelf throws speaks of our own database and stays here. */ const notSent = (code)=>new _login.NoAccessToken({
        kind: 'unavailable',
        code,
        mayHaveRung: false
    });
