// Fields that a topic does not know: let pass, so that next year's writer does not stop this year's reader, but named, so that a misspelt
// `push.tilte` is seen.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "unknownFieldsOf", {
    enumerable: true,
    get: function() {
        return unknownFieldsOf;
    }
});
const known = new WeakMap();
function unknownFieldsOf({ schema }, event) {
    let fields = known.get(schema);
    if (fields === undefined) known.set(schema, fields = knownIn(schema));
    return fields && strangersIn(fields, event, '');
}
function strangersIn(fields, value, path) {
    let found;
    for(const name in value){
        const inner = fields.get(name);
        if (inner === undefined) {
            if (!fields.has(name)) (found ??= []).push(path + name);
            continue;
        }
        const field = value[name];
        if (typeof field !== 'object' || field === null || Array.isArray(field)) continue;
        const deeper = strangersIn(inner, field, `${path}${name}.`);
        if (deeper) (found ??= []).push(...deeper);
    }
    return found;
}
/** Of alternatives, every field that one of them has. Lists and free records are not looked into. */ function knownIn(schema) {
    const alternatives = [
        schema,
        ...schema['anyOf'] ?? []
    ];
    const fields = alternatives.flatMap((one)=>Object.entries(one['properties'] ?? {}));
    return fields.length === 0 ? undefined : new Map(fields.map(([name, field])=>[
            name,
            knownIn(field)
        ]));
}
