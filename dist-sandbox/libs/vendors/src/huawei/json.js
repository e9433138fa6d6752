// Text of somebody else → an object, or nothing.
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
