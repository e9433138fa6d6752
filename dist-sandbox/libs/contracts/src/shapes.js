// The shape of every topic as a flat list, so that a removed or narrowed field shows in a diff and fails the suite.
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
    get narrowings () {
        return narrowings;
    },
    get shapesOfTopics () {
        return shapesOfTopics;
    }
});
const _topics = require("./topics");
const LOWER = [
    'minimum',
    'minLength',
    'minItems'
];
const UPPER = [
    'maximum',
    'maxLength',
    'maxItems',
    'maxProperties'
];
const BOUNDS = [
    ...LOWER,
    ...UPPER,
    'pattern',
    'format'
];
function shapesOfTopics() {
    const shapes = {};
    for (const topic of _topics.TOPICS)collect(topic.schema, `${topic.name}#`, true, shapes);
    return shapes;
}
function collect(schema, pointer, required, into) {
    const options = schema['anyOf'] ?? [];
    const words = options.every((option)=>'const' in option) ? options.map((option)=>String(option['const'])) : [];
    into[pointer] = {
        type: words.length > 0 ? 'word' : typeOf(schema),
        required,
        ...words.length > 0 && {
            words
        },
        ...boundsOf(schema)
    };
    if (words.length === 0) options.forEach((option, i)=>collect(option, `${pointer}/anyOf/${i}`, false, into));
    if (schema['items']) collect(schema['items'], `${pointer}/*`, false, into);
    for (const [name, field] of Object.entries(schema['properties'] ?? {})){
        collect(field, `${pointer}/${name}`, (schema['required'] ?? []).includes(name), into);
    }
}
const typeOf = (schema)=>'const' in schema ? `"${String(schema['const'])}"` : schema['type'] ?? 'any';
function boundsOf(schema) {
    const bounds = Object.fromEntries(BOUNDS.filter((name)=>name in schema).map((name)=>[
            name,
            schema[name]
        ]));
    return Object.keys(bounds).length > 0 ? {
        bounds
    } : {};
}
function narrowings(locked, now) {
    const broken = Object.entries(locked).flatMap(([pointer, before])=>{
        const after = now[pointer];
        return after === undefined ? [
            `${pointer} was removed`
        ] : narrowed(before, after).map((what)=>`${pointer} ${what}`);
    });
    const demanded = Object.entries(now).filter(([pointer, shape])=>shape.required && !(pointer in locked) && parentIn(pointer, locked)).map(([pointer])=>`${pointer} is new and required`);
    return [
        ...broken,
        ...demanded
    ];
}
const parentIn = (pointer, shapes)=>pointer.slice(0, pointer.lastIndexOf('/')) in shapes;
function narrowed(before, after) {
    const lost = (before.words ?? []).filter((word)=>!(after.words ?? []).includes(word));
    return [
        ...before.type === after.type ? [] : [
            `changed from ${before.type} to ${after.type}`
        ],
        ...before.required || !after.required ? [] : [
            'became required'
        ],
        ...lost.map((word)=>`lost the word "${word}"`),
        ...Object.keys({
            ...before.bounds,
            ...after.bounds
        }).flatMap((bound)=>tightened(bound, before, after))
    ];
}
function tightened(bound, before, after) {
    const was = before.bounds?.[bound];
    const is = after.bounds?.[bound];
    if (is === undefined || is === was) return [];
    const wider = LOWER.includes(bound) && Number(is) <= Number(was) || UPPER.includes(bound) && Number(is) >= Number(was);
    return wider ? [] : [
        `has a narrower ${bound}: ${String(was ?? 'none')} → ${String(is)}`
    ];
}
