// Apple's answer → what it means for one push. What each reason means stands in codes.ts; here is how an answer is read. Pure.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "judge", {
    enumerable: true,
    get: function() {
        return judge;
    }
});
const _wordless = require("../shared/wordless");
const _codes = require("./codes");
const UUID = /^[0-9A-Fa-f-]{36}$/;
function judge(exchange) {
    if (exchange.kind === 'no-answer') {
        const { code, mayHaveArrived } = exchange;
        return {
            verdict: {
                kind: 'unavailable',
                code,
                mayHaveRung: mayHaveArrived
            }
        };
    }
    const { status, body, headers, spoiled } = exchange;
    if (status === 200 && body === '' && spoiled === undefined) return {
        verdict: accepted(headers['apns-id'])
    };
    const answer = status >= 400 ? parse(body) : undefined;
    const reason = answer?.['reason'];
    if (typeof reason !== 'string' || !/^[A-Za-z]{1,60}$/.test(reason)) return {
        verdict: withoutReason(exchange)
    };
    return judged((0, _codes.rulingOf)(status, reason), reason, answer?.['timestamp'], exchange);
}
const accepted = (id)=>typeof id === 'string' && UUID.test(id) ? {
        kind: 'accepted',
        vendorMessageId: id
    } : {
        kind: 'accepted'
    };
function parse(body) {
    try {
        const value = JSON.parse(body);
        const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
        return isObject ? value : undefined;
    } catch  {
        return undefined;
    }
}
/** Not Apple's own words, so the status has to do. A refusal in front of the service rang nobody; a broken answer may come after. */ function withoutReason(answered) {
    const { status, retryAfterMs } = answered;
    const code = (0, _wordless.wordlessCode)(answered);
    const wait = retryAfterMs === undefined ? {} : {
        retryAfterMs
    };
    if (status === 429) return {
        kind: 'throttled',
        code,
        ...wait
    };
    const isRefusedInFront = status === 503 || status >= 300 && status < 500;
    return {
        kind: 'unavailable',
        code,
        ...wait,
        mayHaveRung: !isRefusedInFront
    };
}
function judged(ruling, code, timestamp, { retryAfterMs, connection }) {
    const what = {
        code,
        ...ruling.advice && {
            detail: ruling.advice
        }
    };
    return {
        verdict: verdictOf(ruling, what, timestamp, retryAfterMs),
        ...ruling.kind === 'token-doubtful' && {
            isDoubtful: true
        },
        ...ruling.again && {
            again: ruling.again
        },
        ...ruling.isLastHere && {
            leave: connection
        }
    };
}
function verdictOf(ruling, what, timestamp, retryAfterMs) {
    switch(ruling.kind){
        case 'token-dead':
            return {
                kind: 'token-dead',
                ...what,
                ...isTime(timestamp) && {
                    deadAtMs: timestamp
                }
            };
        case 'token-doubtful':
            return {
                kind: 'refused',
                ...what
            };
        case 'throttled':
        case 'unavailable':
            {
                const wait = retryAfterMs ?? ruling.waitMs;
                const more = {
                    ...what,
                    ...wait !== undefined && {
                        retryAfterMs: wait
                    }
                };
                return ruling.kind === 'throttled' ? {
                    kind: 'throttled',
                    ...more
                } : {
                    kind: 'unavailable',
                    ...more,
                    mayHaveRung: ruling.mayHaveRung ?? false,
                    ...ruling.isLocal && {
                        isLocal: true
                    }
                };
            }
        default:
            return {
                kind: ruling.kind,
                ...what
            };
    }
}
/** In ms since 1970, up to the year 9999. */ const isTime = (value)=>Number.isSafeInteger(value) && value > 0 && value < 253_402_300_799_999;
