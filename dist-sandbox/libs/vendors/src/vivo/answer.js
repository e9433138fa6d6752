// vivo's answer as JSON: always an object with `result`, whatever the HTTP status. A plain text under 500 is none.
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
    get integerIn () {
        return integerIn;
    },
    get invalidUsersIn () {
        return invalidUsersIn;
    },
    get isObject () {
        return isObject;
    },
    get parse () {
        return parse;
    },
    get taskIdIn () {
        return taskIdIn;
    },
    get textOf () {
        return textOf;
    }
});
function answerOf(exchange) {
    if (exchange.kind === 'no-answer' || exchange.spoiled !== undefined) return undefined;
    const json = parse(exchange.body);
    const code = json && integerIn(json['result']);
    if (json === undefined || code === undefined) return undefined;
    return code === 0 && exchange.status >= 300 ? undefined : {
        code,
        json
    };
}
const taskIdIn = ({ json })=>{
    const id = textOf(json['taskId']);
    return /^[\x21-\x7e]{1,200}$/.test(id) ? id : '';
};
function invalidUsersIn({ json }) {
    const list = Array.isArray(json['invalidUsers']) ? json['invalidUsers'] : [];
    return [
        ...list,
        json['invalidUser']
    ].flatMap((user)=>{
        if (!isObject(user)) return [];
        const [userid, status] = [
            textOf(user['userid']),
            integerIn(user['status']) ?? 0
        ];
        return userid === '' && status === 0 ? [] : [
            {
                userid,
                status
            }
        ];
    });
}
function parse(body) {
    try {
        const value = JSON.parse(body);
        return isObject(value) ? value : undefined;
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
