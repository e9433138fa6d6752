// Meizu's answer as JSON. `code` is a string; `value` is an object on success, "" on errors, and something else again on queries.
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
    get ACCEPTED () {
        return ACCEPTED;
    },
    get answerOf () {
        return answerOf;
    },
    get isObject () {
        return isObject;
    },
    get parse () {
        return parse;
    },
    get textsIn () {
        return textsIn;
    }
});
const ACCEPTED = '200';
function answerOf(exchange) {
    if (exchange.kind === 'no-answer' || exchange.spoiled !== undefined) return undefined;
    const json = parse(exchange.body);
    const code = json && codeIn(json);
    if (json === undefined || code === undefined) return undefined;
    return code === ACCEPTED && (exchange.status < 200 || exchange.status >= 300) ? undefined : {
        code,
        json
    };
}
function parse(text) {
    try {
        const value = JSON.parse(text);
        return isObject(value) ? value : undefined;
    } catch  {
        return undefined;
    }
}
const isObject = (value)=>typeof value === 'object' && value !== null && !Array.isArray(value);
/** A string of digits; a number is read as well. */ function codeIn({ code }) {
    const text = Number.isSafeInteger(code) ? String(code) : code;
    return typeof text === 'string' && /^\d{1,9}$/.test(text) ? text : undefined;
}
const textsIn = (value)=>[
        value
    ].flat().filter((entry)=>typeof entry === 'string').flatMap((entry)=>entry.split(',').map((part)=>part.trim()));
