// proto3's JSON, read as Google reads it: both spellings of a name, null for absent, unknown names and wrong types refused with the
// path of the field.
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
    get readJson () {
        return readJson;
    }
});
const _nodebuffer = require("node:buffer");
function readJson(body, fields) {
    const parsed = (0, _nodebuffer.isUtf8)(body) ? parse(body.toString('utf8')) : undefined;
    if (!isObject(parsed)) {
        return {
            violations: [
                {
                    field: '',
                    description: 'Invalid JSON payload received. Expected an object.'
                }
            ]
        };
    }
    const violations = [];
    const value = readMessage(parsed, fields, '', violations);
    return violations.length > 0 ? {
        violations
    } : {
        value
    };
}
function parse(text) {
    try {
        return JSON.parse(text);
    } catch  {
        return undefined;
    }
}
const isObject = (value)=>typeof value === 'object' && value !== null && !Array.isArray(value);
const snakeCase = (name)=>name.replace(/[A-Z]/g, (letter)=>`_${letter.toLowerCase()}`);
function readMessage(object, fields, path, violations) {
    const read = {};
    for (const [name, value] of Object.entries(object)){
        const known = snakeCase(name);
        const kind = Object.hasOwn(fields, known) ? fields[known] : undefined;
        const here = path === '' ? known : `${path}.${known}`;
        if (kind === undefined) {
            const at = path === '' ? '' : ` at '${path}'`;
            const description = `Invalid JSON payload received. Unknown name "${name}"${at}: Cannot find field.`;
            violations.push({
                field: path,
                description
            });
        } else if (value !== null) {
            read[known] = readValue(value, kind, here, violations);
        }
    }
    return read;
}
function readValue(value, kind, path, violations) {
    if (kind.is === 'message' && isObject(value)) return readMessage(value, kind.fields, path, violations);
    if (kind.is === 'text-map' && isObject(value)) return readTextMap(value, path, violations);
    if (kind.is === 'enum' && typeof value === 'string') {
        // The Admin SDKs send "high" (Go and Java) and "private" (Java).
        const word = value.toUpperCase();
        if (kind.of.includes(word)) return word;
    } else if (isWritten(value, kind)) {
        return kind.is === 'int' || kind.is === 'float' ? Number(value) : value;
    }
    violations.push(wrong(path, TYPES[kind.is] ?? kind.is.toUpperCase(), value));
    return undefined;
}
/** As Google names them in its answers. */ const TYPES = {
    string: 'TYPE_STRING',
    bool: 'TYPE_BOOL',
    int: 'TYPE_INT32',
    float: 'TYPE_FLOAT'
};
/** Simple kinds only. Numbers may be spelled as text. */ function isWritten(value, { is }) {
    switch(is){
        case 'string':
            return typeof value === 'string';
        case 'bool':
            return typeof value === 'boolean';
        case 'int':
            return isNumber(value) && Number(value) === (Number(value) | 0);
        case 'float':
            return isNumber(value);
        case 'duration':
            return isDuration(value);
        case 'timestamp':
            return typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value);
        case 'strings':
            return Array.isArray(value) && value.every((entry)=>typeof entry === 'string');
        case 'durations':
            return Array.isArray(value) && value.every(isDuration);
        case 'struct':
            return isObject(value);
        default:
            return false;
    }
}
const isNumber = (value)=>[
        'number',
        'string'
    ].includes(typeof value) && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(String(value));
const isDuration = (value)=>typeof value === 'string' && /^-?\d{1,12}(\.\d{1,9})?s$/.test(value);
function readTextMap(map, path, violations) {
    Object.values(map).forEach((value, i)=>{
        if (typeof value !== 'string') violations.push(wrong(`${path}[${i}].value`, 'TYPE_STRING', value));
    });
    return map;
}
const wrong = (field, type, value)=>({
        field,
        description: `Invalid value at '${field}' (${type}), ${quoted(value)}`
    });
/** Google repeats the value. What is nested too deeply to be written is not. */ function quoted(value) {
    try {
        return JSON.stringify(value).slice(0, 100);
    } catch  {
        return '…';
    }
}
