// Fields that a schema does not know, where a sender is told at once: a misspelt field would be left out in silence. The topics count
// theirs instead (unknown-fields.ts), because next year's writer must not stop this year's reader.
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
    get pointerPart () {
        return pointerPart;
    },
    get strangersIn () {
        return strangersIn;
    }
});
const _value = require("@sinclair/typebox/value");
const _explain = require("./explain");
const strangersIn = (schema, value)=>[
        ...pointersIn(schema, value, '')
    ].slice(0, _explain.MAX_PROBLEMS).map((pointer)=>({
            pointer,
            rule: 'is not a field here'
        }));
function pointersIn(schema, value, at) {
    if (typeof value !== 'object' || value === null) return [];
    const alternatives = schema['anyOf'];
    if (alternatives !== undefined) return fewest(alternatives, value, at);
    if (Array.isArray(value)) return inList(schema['items'], value, at);
    const fields = schema['properties'];
    return fields === undefined ? [] : inObject(fields, value, at);
}
function inObject(fields, value, at) {
    return Object.entries(value).flatMap(([name, inner])=>{
        const here = `${at}/${pointerPart(name)}`;
        const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
        return field === undefined ? [
            here
        ] : pointersIn(field, inner, here);
    });
}
function inList(items, value, at) {
    if (items === undefined) return [];
    const found = [];
    for (const [i, inner] of value.entries()){
        found.push(...pointersIn(items, inner, `${at}/${i}`));
        if (found.length >= _explain.MAX_PROBLEMS) break;
    }
    return found;
}
/** The alternative that the value is meant as is one that takes it. If none does, its own problems are told, and that is enough. */ function fewest(alternatives, value, at) {
    const found = alternatives.filter((one)=>_value.Value.Check(one, value)).map((one)=>pointersIn(one, value, at));
    return found.sort((a, b)=>a.length - b.length)[0] ?? [];
}
const pointerPart = (name)=>name.slice(0, 64).replaceAll('~', '~0').replaceAll('/', '~1');
