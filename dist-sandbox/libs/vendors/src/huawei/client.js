// The call to Huawei. A refused access token is fetched anew and the push sent once more, inside one send: it was not taken.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "open", {
    enumerable: true,
    get: function() {
        return open;
    }
});
const _http = require("../shared/http");
const _accesstokens = require("../shared/access-tokens");
const _noted = require("../shared/noted");
const _timeleft = require("../shared/time-left");
const _codes = require("./codes");
const _credential = require("./credential");
const _json = require("./json");
const _login = require("./login");
const _request = require("./request");
const _verdicts = require("./verdicts");
/** A thousand tokens named as bad, each of 240 characters. */ const MAX_ANSWER_BYTES = 262_144;
function open(connection, connections) {
    const origin = new _http.HttpOrigin(connection.endpoints['api'] ?? '', connections, undefined, MAX_ANSWER_BYTES);
    const login = (0, _login.loginOf)(connection);
    const path = (0, _request.pathOf)((0, _credential.apiOf)(connection.settings), idInPath(connection));
    return {
        prepare (deadlineMs) {
            const nowMs = login.nowMs();
            if (login.tokens.atHand(nowMs) !== undefined) return undefined;
            return (0, _accesstokens.whyNoToken)(inTime(login.tokens.get(nowMs), new _timeleft.TimeLeft(deadlineMs)));
        },
        send: (call, deadlineMs, begin)=>send(call, {
                origin,
                login,
                path
            }, new _timeleft.TimeLeft(deadlineMs, begin)),
        async close () {
            await Promise.all([
                origin.close(),
                login.close()
            ]);
        }
    };
}
/** v1 has the client's id in its path, v2 and v3 the project's; the service account knows its own. */ function idInPath({ credential, settings }) {
    const { serviceAccount } = credential;
    switch((0, _credential.apiOf)(settings)){
        case 'v1':
            return (0, _credential.clientIdOf)(settings);
        case 'v2':
            return settings.projectId ?? '';
        case 'v3':
            return serviceAccount?.project_id ?? settings.projectId ?? '';
    }
}
async function send({ request, deliveries }, way, time) {
    const tokens = deliveries.map((delivery)=>delivery.token);
    try {
        let answer = await exchange(request, way, time);
        const notes = [];
        for(let less = without(request, answer); less !== undefined; less = without(less.request, answer)){
            answer = await exchange(less.request, way, time);
            notes.push(less.note);
        }
        return (0, _noted.noted)((0, _verdicts.verdictsOf)(answer, tokens), notes);
    } catch (error) {
        if (error instanceof _login.LoginFailed) return tokens.map(()=>error.verdict);
        throw error;
    }
}
/**
 * Huawei takes no push for HarmonyOS whose picture it has not verified, and none whose receipts have nowhere to go (sheet, 4.2): better
 * a push without them than none.
 */ const ADORNMENTS = [
    {
        code: _codes.IMAGE_NOT_VERIFIED,
        without: _request.withoutImage,
        note: `picture left out: Huawei has not verified it (${_codes.IMAGE_NOT_VERIFIED})`
    },
    {
        code: _codes.RECEIPT_ADDRESS_WRONG,
        without: _request.withoutReceipt,
        note: `receipt left out: Huawei does not know its address (${_codes.RECEIPT_ADDRESS_WRONG})`
    }
];
/** The request without what Huawei did not like of it. Undefined: that is nothing which could be left out, or was already. */ function without(request, answer) {
    const code = answer.kind === 'answered' ? (0, _verdicts.codeIn)((0, _json.parse)(answer.body)) : undefined;
    const adornment = ADORNMENTS.find((each)=>each.code === code);
    const less = adornment?.without(request);
    return adornment && less && {
        request: less,
        note: adornment.note
    };
}
/** Throws `LoginFailed` only. */ function exchange(request, { origin, login, path }, time) {
    const body = (0, _request.bodyOf)(request);
    const post = ({ token })=>{
        const headers = {
            ...(0, _request.headersOf)(request.api),
            authorization: `Bearer ${token}`
        };
        return time.exchange(origin, {
            method: 'POST',
            path,
            headers,
            body
        });
    };
    const wait = (asked)=>inTime(asked, time);
    return login.tokens.use(login.nowMs(), {
        wait,
        call: post,
        isRefused: _verdicts.isLoginRefused
    });
}
/** What a login did not say itself is the trouble of the shelf it is kept on, and passes. */ function inTime(token, time) {
    const known = token.catch((error)=>{
        throw error instanceof _login.LoginFailed ? error : new _login.LoginFailed(notSent('access-token-shelf'));
    });
    return time.token(known, (code)=>new _login.LoginFailed(notSent(code)));
}
const notSent = (code)=>({
        kind: 'unavailable',
        code,
        mayHaveRung: false
    });
