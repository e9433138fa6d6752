// What a person would repair in one field: each mend takes a value that broke the field's rule and gives one that keeps it, or undefined
// to leave the field out. Which field gets which mend is said in repairs.ts. What loses nothing (a number written as a text) is done
// without a note; whatever is lost has one.
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
    get asKey () {
        return asKey;
    },
    get asText () {
        return asText;
    },
    get asWord () {
        return asWord;
    },
    get isObject () {
        return isObject;
    },
    get leftOut () {
        return leftOut;
    },
    get mendFields () {
        return mendFields;
    },
    get sameId () {
        return sameId;
    },
    get shortened () {
        return shortened;
    },
    get time () {
        return time;
    },
    get visible () {
        return visible;
    },
    get wholeNumber () {
        return wholeNumber;
    },
    get wholeText () {
        return wholeText;
    },
    get within () {
        return within;
    },
    get word () {
        return word;
    },
    get yesNo () {
        return yesNo;
    }
});
const _nodecrypto = require("node:crypto");
const _value = require("@sinclair/typebox/value");
const _cut = require("./cut");
const _explain = require("./explain");
const _spellings = require("./spellings");
function mendFields(mends, value, { schema, path, note }) {
    const fields = schema['properties'];
    const mended = Object.entries(value).flatMap(([name, inner])=>{
        const [mend, field] = Object.hasOwn(mends, name) ? [
            mends[name],
            fields[name]
        ] : [];
        if (mend === undefined || field === undefined || _value.Value.Check(field, inner)) return [
            [
                name,
                inner
            ]
        ];
        const better = mend(inner, {
            schema: field,
            path: path === '' ? name : `${path}.${name}`,
            note
        });
        return better === undefined ? [] : [
            [
                name,
                better
            ]
        ];
    });
    return Object.fromEntries(mended);
}
const leftOut = (value, { schema, path, note })=>{
    if (value === '') return undefined;
    const [problem] = (0, _explain.explained)(_value.Value.Errors(schema, value));
    note({
        field: path,
        what: `left out: ${problem?.pointer ?? ''} ${problem?.rule ?? ''}`.replace(/ +/g, ' ')
    });
    return undefined;
};
const within = (mends)=>(value, place)=>isObject(value) ? mendFields(mends, value, place) : leftOut(value, place);
/** 6666 and true are texts to a person. An object is not. */ const textOf = (value)=>typeof value === 'string' ? value : [
        'number',
        'boolean'
    ].includes(typeof value) ? String(value) : undefined;
const asText = (value, place)=>fitting(textOf(value), value, place);
const asKey = (value)=>Number.isSafeInteger(value) ? String(value) : value;
const asWord = (value, { schema })=>typeof value === 'string' ? (0, _spellings.wordSpelt)(value, schema) ?? value : value;
const fitting = (better, value, place)=>better !== undefined && _value.Value.Check(place.schema, better) ? better : leftOut(value, place);
const shortened = (value, place)=>{
    const text = textOf(value);
    if (text === undefined) return leftOut(value, place);
    const clean = cleaned(text, place);
    const cut = (0, _cut.cutText)(clean, lengthOf(place));
    if (cut !== clean) place.note({
        field: place.path,
        what: `cut from ${clean.length} to ${cut.length} characters`
    });
    return cut;
};
const wholeText = (value, place)=>{
    const text = typeof value === 'object' && value !== null ? JSON.stringify(value) : textOf(value);
    const clean = text === undefined ? value : cleaned(text, place);
    return fitting(clean, clean, place);
};
function cleaned(text, { path, note }) {
    const clean = text.replaceAll('\u0000', '').toWellFormed();
    if (clean !== text) note({
        field: path,
        what: 'NUL taken out, halves of characters replaced'
    });
    return clean;
}
const lengthOf = ({ schema })=>schema['maxLength'];
const word = (value, place)=>{
    const text = textOf(value) ?? '';
    return fitting((0, _spellings.wordSpelt)(text, place.schema) ?? text.toLowerCase(), value, place);
};
const wholeNumber = (value, place)=>{
    const number = numberOf(value);
    if (number === undefined) return leftOut(value, place);
    const highest = place.schema['maximum'];
    const taken = Math.min(Math.ceil(number), highest);
    if (!_value.Value.Check(place.schema, taken)) return leftOut(value, place);
    if (taken !== number) place.note({
        field: place.path,
        what: `taken as ${taken}`
    });
    return taken;
};
const time = (value, place)=>{
    const number = numberOf(value);
    if (number !== undefined && _value.Value.Check(place.schema, number)) return number;
    const what = "cannot be a time in ms since 1970: the record's time is taken";
    place.note({
        field: place.path,
        what
    });
    return undefined;
};
const numberOf = (value)=>{
    if (typeof value === 'string' && /^-?\d{1,17}(\.\d{1,9})?$/.test(value)) return Number(value);
    return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
};
const yesNo = (value, place)=>{
    const text = textOf(value)?.toLowerCase() ?? '';
    if ([
        'true',
        '1',
        'yes'
    ].includes(text)) return true;
    return [
        'false',
        '0',
        'no'
    ].includes(text) ? false : leftOut(value, place);
};
/** How much of a long id stays readable. */ const READABLE = 100;
const sameId = (value, place)=>{
    const text = textOf(value);
    if (text === undefined || text === '') return leftOut(value, place);
    if (_value.Value.Check(place.schema, text)) return text;
    place.note({
        field: place.path,
        what: 'replaced by its beginning and a hash'
    });
    const hash = (0, _nodecrypto.createHash)('sha256').update(text, 'utf16le').digest('base64url').slice(0, 22);
    return `${(0, _cut.cutText)(visible(text), READABLE)}~${hash}`;
};
const visible = (text)=>// eslint-disable-next-line no-control-regex -- naming the control characters is the point
    text.toWellFormed().replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, '\ufffd');
const isObject = (value)=>typeof value === 'object' && value !== null && !Array.isArray(value);
