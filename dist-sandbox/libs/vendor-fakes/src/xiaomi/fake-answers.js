// Xiaomi's answers, word for word as far as they were seen. Business errors come with HTTP 200.
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
    get okAnswer () {
        return okAnswer;
    },
    get plainAnswer () {
        return plainAnswer;
    }
});
const _nodecrypto = require("node:crypto");
const DESCRIPTIONS = {
    10012: '非法请求',
    10016: '缺失必选参数',
    10017: '参数值非法',
    10020: '接口不存在',
    10021: '请求的HTTP方法不支持',
    20301: '发送消息失败',
    21301: '认证失败',
    21305: '缺少必要的参数',
    22022: '应用程序package name不合法'
};
const errorAnswer = (code, reason, nowMs)=>({
        status: 200,
        code: String(code),
        accepted: 0,
        body: JSON.stringify({
            result: 'error',
            reason,
            trace_id: idOf('X', nowMs),
            code,
            description: DESCRIPTIONS[code] ?? '错误'
        })
    });
function okAnswer({ accepted, bad, swallowed, day, nowMs }) {
    const id = idOf('s', nowMs);
    const overQuota = [
        ...swallowed
    ].map(([channel, count])=>`${channel}:${count}`).join(' ');
    const body = {
        result: 'ok',
        trace_id: idOf('X', nowMs),
        code: 0,
        data: {
            id,
            ...bad.length > 0 && {
                bad_regids: bad.join(',')
            },
            ...overQuota && {
                channel_exceed_quota: overQuota
            },
            ...day && {
                day_quota: String(day.quota),
                day_acked: String(day.acked)
            }
        },
        description: '成功',
        info: `Received push messages for ${accepted} regid`
    };
    return {
        status: 200,
        code: '0',
        accepted,
        id,
        body: JSON.stringify(body)
    };
}
/** 22 characters: kind, two letters, five characters, the time without its first digit, two letters. */ const idOf = (kind, nowMs)=>`${kind}lm${(0, _nodecrypto.randomBytes)(3).toString('hex').slice(0, 5)}${String(nowMs).slice(1)}${randomLetters()}`;
const randomLetters = ()=>[
        ...(0, _nodecrypto.randomBytes)(2)
    ].map((byte)=>String.fromCharCode(97 + byte % 26)).join('');
function plainAnswer(data, nowMs) {
    const body = {
        result: 'ok',
        trace_id: idOf('X', nowMs),
        code: 0,
        ...data !== undefined && {
            data
        }
    };
    return {
        status: 200,
        body: JSON.stringify({
            ...body,
            description: '成功'
        }),
        code: '0',
        accepted: 0
    };
}
