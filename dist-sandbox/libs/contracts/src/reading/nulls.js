// null as serializers write it (Jackson, Confluent, .NET): a field that is not there. Where the contract gives null a meaning, or demands
// the field, it stays.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "withoutNulls", {
    enumerable: true,
    get: function() {
        return withoutNulls;
    }
});
function withoutNulls(schema, value) {
    const fields = schema?.['properties'];
    if (fields === undefined || typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const required = schema?.['required'] ?? [];
    const kept = Object.entries(value).filter(([name, inner])=>inner !== null || !Object.hasOwn(fields, name) || required.includes(name) || takesNull(fields[name]));
    return Object.fromEntries(kept.map(([name, inner])=>[
            name,
            Object.hasOwn(fields, name) ? withoutNulls(fields[name], inner) : inner
        ]));
}
const takesNull = (schema = {})=>schema['type'] === 'null' || (schema['anyOf'] ?? []).some(takesNull);
