// A vendor's approved template: the certificate maps each of its variables to title, text or words of its own, so that nothing goes out
// with a template and without its words (ADR 0025). Which template a message has is left to the vendor's own files.
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
    get VARIABLE () {
        return VARIABLE;
    },
    get fill () {
        return fill;
    },
    get fillingsOf () {
        return fillingsOf;
    }
});
const _contracts = require("../../../contracts/src");
const _typebox = require("@sinclair/typebox");
const _truncate = require("./truncate");
const VARIABLE = '^[^\\s\\x00-\\x1f{}$"\\\\]{1,64}$';
const WORDS = [
    'title',
    'text'
];
/** What fills a variable. */ const fillingOf = (mostCharacters)=>_typebox.Type.Union([
        (0, _contracts.oneOf)(WORDS, 'title or text of the message.'),
        _typebox.Type.Object({
            from: (0, _contracts.oneOf)(WORDS, 'title or text of the message.'),
            maxLength: _typebox.Type.Optional(_typebox.Type.Integer({
                minimum: 1,
                maximum: mostCharacters,
                description: 'Cut to so many characters, where the template leaves less room than usual.'
            }))
        }, {
            additionalProperties: false
        }),
        _typebox.Type.Object({
            fixed: _typebox.Type.String({
                pattern: '\\S',
                minLength: 1,
                maxLength: mostCharacters,
                description: 'The same words in every message, for instance the name of the app.'
            })
        }, {
            additionalProperties: false
        })
    ], {
        description: `"title", "text", {"from": "title" or "text", "maxLength": 1 to ${mostCharacters}} or {"fixed": "words"}.`
    });
const fillingsOf = (mostVariables, mostCharacters, description)=>_typebox.Type.Record(_typebox.Type.String({
        pattern: VARIABLE
    }), fillingOf(mostCharacters), {
        maxProperties: mostVariables,
        additionalProperties: false,
        description
    });
function fill(fillings, words, room) {
    const values = {};
    const notes = [];
    for (const [variable, filling] of Object.entries(fillings)){
        if (typeof filling === 'object' && 'fixed' in filling) {
            values[variable] = (0, _truncate.truncate)(room.clean?.(filling.fixed) || filling.fixed, room.maxLength);
            continue;
        }
        const { from, maxLength = room.maxLength } = typeof filling === 'string' ? {
            from: filling
        } : filling;
        const line = oneLine(words[from]);
        const cleaned = room.clean?.(line) ?? line;
        const shown = cleaned === '' ? room.otherwise[from] : cleaned;
        const limit = Math.min(maxLength, room.maxLength);
        values[variable] = (0, _truncate.truncate)(shown, limit);
        if (cleaned !== line) notes.push(`${from} in the template without characters that it may not have`);
        if (shown.length > limit) notes.push(`${from} cut to ${limit} characters in the template`);
    }
    return {
        values,
        notes: [
            ...new Set(notes)
        ]
    };
}
/** A template is one line; what a message breaks into several stands on one. */ const oneLine = (words)=>words.toWellFormed().replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
