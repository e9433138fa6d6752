// OPPO's answer as JSON: an object with `code`, whatever the HTTP status, and `data` under names that differ by call (sheet 4).
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
    get answerOf () {
        return answerOf;
    },
    get batchResultsIn () {
        return batchResultsIn;
    },
    get broadcastErrorsIn () {
        return broadcastErrorsIn;
    },
    get integerIn () {
        return integerIn;
    },
    get isObject () {
        return isObject;
    },
    get messageIdIn () {
        return messageIdIn;
    },
    get parse () {
        return parse;
    },
    get textOf () {
        return textOf;
    }
});
function answerOf(exchange) {
    if (exchange.kind === 'no-answer' || exchange.spoiled !== undefined) return undefined;
    const json = parse(exchange.body);
    if (!isObject(json)) return undefined;
    const code = integerIn(json['code']);
    if (code === undefined || code === 0 && exchange.status >= 300) return undefined;
    return {
        code,
        words: textOf(json['message']),
        payload: json['data']
    };
}
function messageIdIn({ payload }) {
    return isObject(payload) ? idOf(payload['messageId'] ?? payload['message_id']) : '';
}
function batchResultsIn({ payload }) {
    const elements = Array.isArray(payload) ? payload.filter(isObject) : [];
    return new Map(elements.map((element)=>[
            textOf(element['registrationId']),
            {
                messageId: idOf(element['messageId']),
                code: errorCodeIn(element),
                words: textOf(element['errorMessage'])
            }
        ]));
}
/** Absent: none. An error that cannot be read is an error all the same. */ const errorCodeIn = ({ errorCode })=>errorCode === undefined || errorCode === null ? 0 : integerIn(errorCode) ?? Number.NaN;
function broadcastErrorsIn({ payload }) {
    const pairs = isObject(payload) ? Object.entries(payload) : [];
    return new Map(pairs.filter(([key])=>/^\d{1,9}$/.test(key) && Number(key) !== 0).flatMap(([key, ids])=>listIn(ids).map((id)=>[
                id,
                Number(key)
            ])));
}
function listIn(ids) {
    if (typeof ids === 'string') return ids.split(/[;,]/).map((id)=>id.trim());
    return Array.isArray(ids) ? ids.map(textOf) : [];
}
function parse(body) {
    try {
        return JSON.parse(body);
    } catch  {
        return undefined;
    }
}
const isObject = (value)=>typeof value === 'object' && value !== null && !Array.isArray(value);
function integerIn(value) {
    if (typeof value === 'string') return /^-?\d{1,15}$/.test(value) ? Number(value) : undefined;
    return Number.isSafeInteger(value) ? value : undefined;
}
const textOf = (value)=>typeof value === 'string' ? value : Number.isSafeInteger(value) ? String(value) : '';
const idOf = (value)=>{
    const id = textOf(value);
    return /^[\x21-\x7e]{1,200}$/.test(id) ? id : '';
};
