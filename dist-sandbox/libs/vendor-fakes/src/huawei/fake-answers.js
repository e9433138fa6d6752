// Huawei's answers, in its own words as far as they were seen. The code is a text of digits; `msg` may hold a document.
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
    get loginError () {
        return loginError;
    },
    get loginGranted () {
        return loginGranted;
    },
    get plainStatus () {
        return plainStatus;
    },
    get pushAnswer () {
        return pushAnswer;
    },
    get sessionEnded () {
        return sessionEnded;
    },
    get tooFast () {
        return tooFast;
    }
});
const _nodecrypto = require("node:crypto");
/** Which status goes with which code is not documented: this is as likely as any. */ function statusOf(code) {
    if (code.startsWith('802')) return 401;
    if (code.startsWith('81')) return 500;
    return code.startsWith('801') && code !== '80100000' ? 400 : 200;
}
const pushAnswer = ({ code, msg }, { nowMs, isAllIn200 = false }, accepted = 0, more = {})=>({
        status: isAllIn200 ? 200 : statusOf(code),
        code,
        accepted,
        body: JSON.stringify({
            code,
            msg,
            requestId: requestIdOf(nowMs),
            ...more
        })
    });
/** Time, then digits: "157440955549500001002006". */ const requestIdOf = (nowMs)=>`${nowMs}${String((0, _nodecrypto.randomBytes)(6).readUIntBE(0, 6) % 1e11).padStart(11, '0')}`;
const sessionEnded = ()=>({
        status: 200,
        headers: {
            NSP_STATUS: '6'
        },
        code: 'nsp-6',
        accepted: 0,
        body: JSON.stringify({
            error: 'session timeout'
        })
    });
const tooFast = ()=>({
        status: 503,
        code: 'http-503',
        accepted: 0,
        body: ''
    });
const plainStatus = (status)=>({
        status,
        code: `http-${status}`,
        accepted: 0,
        body: ''
    });
const loginError = (error, description, sub)=>({
        status: 400,
        code: `oauth-${error}`,
        accepted: 0,
        body: JSON.stringify({
            error,
            ...sub !== undefined && {
                sub_error: sub
            },
            error_description: description
        })
    });
const loginGranted = (token, lifeSeconds)=>({
        status: 200,
        code: '0',
        accepted: 0,
        body: JSON.stringify({
            access_token: token,
            expires_in: lifeSeconds,
            token_type: 'Bearer'
        }).replaceAll('/', '\\/')
    });
