// A schema as programs of others take it (Ajv with its default options, generators of classes, validators in Java, Go and Python): plain JSON
// Schema 2020-12. Our checks are compiled from the schemas themselves; this is only how they are written down.
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
    get jsonText () {
        return jsonText;
    },
    get plainSchema () {
        return plainSchema;
    },
    get titled () {
        return titled;
    }
});
/**
 * What stands for our formats, which nobody else knows. Plain characters and \x escapes are all that the regular expressions of JavaScript,
 * Java, Go and Python have in common. Lone surrogates are left out: most of them cannot hold one.
 */ const PATTERNS = {
    text: '^[^\\x00]*$',
    id: '^[^\\x00-\\x1f\\x7f-\\x9f\u2028\u2029]*$',
    name: '^[^\\x00-\\x1f\\x7f-\\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f]*$'
};
function plainSchema(schema) {
    return plain(schema);
}
function plain(value) {
    if (Array.isArray(value)) return value.map(plain);
    if (typeof value !== 'object' || value === null) return value;
    const copy = Object.fromEntries(Object.entries(value).map(([name, inner])=>[
            name,
            plain(inner)
        ]));
    return withoutFormat(asEnum(withoutForm(copy)));
}
function withoutFormat({ format, ...rest }) {
    if (typeof format !== 'string') return format === undefined ? rest : {
        format,
        ...rest
    };
    const pattern = PATTERNS[format];
    return pattern === undefined ? {
        format,
        ...rest
    } : {
        pattern,
        ...rest
    };
}
/** A union's own list of properties is for whoever draws a form; its variants decide. */ function withoutForm(schema) {
    if (!Array.isArray(schema['anyOf']) || schema['type'] !== undefined) return schema;
    return Object.fromEntries(Object.entries(schema).filter(([name])=>name !== 'properties'));
}
const WORD_KEYS = 'const,type';
function asEnum(schema) {
    const { anyOf, ...rest } = schema;
    const words = Array.isArray(anyOf) ? anyOf : [];
    const types = new Set(words.map(({ type })=>type));
    const areWords = words.every((word)=>Object.keys(word).sort().join() === WORD_KEYS);
    if (words.length === 0 || types.size !== 1 || !areWords) return schema;
    return {
        type: [
            ...types
        ][0],
        enum: words.map((word)=>word['const']),
        ...rest
    };
}
const jsonText = (value)=>`${JSON.stringify(value, null, 2).replace(/[\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f]/g, (sign)=>`\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
const titled = (title, schema)=>({
        ...schema,
        title
    });
