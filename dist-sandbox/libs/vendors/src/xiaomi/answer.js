// Xiaomi's answer as JSON: an object with `code`, whatever the HTTP status.
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
    get codeIn () {
        return codeIn;
    },
    get isObject () {
        return isObject;
    },
    get isText () {
        return isText;
    },
    get parse () {
        return parse;
    }
});
function parse(body) {
    try {
        const value = JSON.parse(body);
        return isObject(value) ? value : undefined;
    } catch  {
        return undefined;
    }
}
const isText = (value)=>typeof value === 'string';
const isObject = (value)=>typeof value === 'object' && value !== null && !Array.isArray(value);
function codeIn({ code }) {
    const isWritten = typeof code === 'string' && /^-?\d{1,9}$/.test(code);
    return isWritten ? Number(code) : Number.isSafeInteger(code) ? code : undefined;
}
