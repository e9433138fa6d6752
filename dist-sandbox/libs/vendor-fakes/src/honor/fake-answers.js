// Honor's answers, as far as they were seen, and by analogy where they were not (sheet, 4).
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
    get errorAnswer () {
        return errorAnswer;
    },
    get loginAnswer () {
        return loginAnswer;
    },
    get loginRefusal () {
        return loginRefusal;
    },
    get newRequestId () {
        return newRequestId;
    },
    get sentAnswer () {
        return sentAnswer;
    }
});
const _nodecrypto = require("node:crypto");
/** HTTP statuses as its ancestor has them. */ function statusOf(code) {
    if (code >= 400 && code < 600) return code;
    if (code >= 80_200_000 && code < 80_300_000) return 401;
    if (code >= 81_000_000) return 500;
    return code >= 80_100_001 && code < 80_200_000 ? 400 : 200;
}
const errorAnswer = (code, message)=>({
        status: statusOf(code),
        code: String(code),
        accepted: 0,
        body: JSON.stringify({
            code,
            message
        })
    });
const sentAnswer = (code, accepted, requestId, lists)=>({
        status: 200,
        code: String(code),
        accepted,
        body: JSON.stringify({
            code,
            message: wordsFor(accepted, lists),
            data: {
                sendResult: accepted > 0,
                requestId,
                failTokens: lists.failed,
                expireTokens: lists.expired
            }
        })
    });
function wordsFor(accepted, { failed, expired }) {
    if (failed.length + expired.length === 0) return 'success';
    return accepted > 0 ? 'partial' : 'all tokens failed';
}
const newRequestId = ()=>(0, _nodecrypto.randomUUID)();
const loginAnswer = (accessToken, expiresInSeconds)=>({
        status: 200,
        code: 'login',
        accepted: 0,
        body: JSON.stringify({
            access_token: accessToken,
            expires_in: expiresInSeconds,
            token_type: 'Bearer'
        })
    });
const loginRefusal = (error, description)=>({
        status: 401,
        code: error,
        accepted: 0,
        body: JSON.stringify({
            error,
            error_description: description
        })
    });
