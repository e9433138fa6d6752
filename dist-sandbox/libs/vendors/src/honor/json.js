// JSON as somebody else wrote it: an object, or nothing.
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
    get integerIn () {
        return integerIn;
    },
    get isObject () {
        return isObject;
    },
    get parse () {
        return parse;
    }
});
const isObject = (value)=>typeof value === 'object' && value !== null && !Array.isArray(value);
function parse(text) {
    try {
        const value = JSON.parse(text);
        return isObject(value) ? value : undefined;
    } catch  {
        return undefined;
    }
}
function integerIn(value) {
    if (typeof value === 'string') return /^-?\d{1,15}$/.test(value) ? Number(value) : undefined;
    return Number.isSafeInteger(value) ? value : undefined;
}
