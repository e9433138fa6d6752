// What a schema refuses, in words a person can act on: the field and its rule, never the value, which may be a secret or a text.
// Whose words: each door may say a rule in its own, but which field is to blame is decided here.
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
    get MAX_PROBLEMS () {
        return MAX_PROBLEMS;
    },
    get explained () {
        return explained;
    }
});
const _compiler = require("@sinclair/typebox/compiler");
const MAX_PROBLEMS = 10;
function explained(errors, wording = PLAIN) {
    const byPointer = new Map();
    for (const error of errors){
        for (const problem of problemsIn(error, wording))if (!byPointer.has(problem.pointer)) byPointer.set(problem.pointer, problem);
        if (byPointer.size >= MAX_PROBLEMS) break;
    }
    return [
        ...byPointer.values()
    ].slice(0, MAX_PROBLEMS);
}
const problemsIn = (error, wording)=>error.type === _compiler.ValueErrorType.Union ? problemsOfUnion(error, wording) : [
        {
            pointer: error.path,
            rule: wording.rule(error)
        }
    ];
/**
 * "Expected union value" helps nobody. If the value is meant as one of the alternatives, what that one refuses is the answer; else the
 * fixed words that would be taken are, or the kinds of value.
 */ function problemsOfUnion(error, wording) {
    const alternatives = error.errors.map((errors)=>[
            ...leading(errors, 2 * MAX_PROBLEMS)
        ]);
    const meant = alternatives.filter((errors)=>errors.every((each)=>!isAnother(each, error.path)));
    const [only] = meant;
    if (meant.length === 1 && only !== undefined) return explained(only, wording);
    const words = alternatives.flat().filter(isFixedWord);
    const [first] = words;
    if (first !== undefined && (isBranch(error.value) || first.path === error.path)) return [
        {
            pointer: first.path,
            rule: wording.oneOf(words.map(wordOf))
        }
    ];
    const kinds = new Set(alternatives.flatMap(([whole])=>whole ? [
            kindOf(whole)
        ] : []));
    return [
        {
            pointer: error.path,
            rule: `must be ${[
                ...kinds
            ].join(' or ')}`
        }
    ];
}
/** A list may break its rule a hundred thousand times. */ function* leading(all, count) {
    for (const one of all)if (count-- > 0) yield one;
    else return;
}
/** The value as a whole is of another kind, or carries another variant's word. */ const isAnother = (error, path)=>isFixedWord(error) || error.path === path && KINDS[error.type] !== undefined;
const isFixedWord = ({ type })=>type === _compiler.ValueErrorType.Literal;
const wordOf = ({ schema })=>String(schema['const']);
const isBranch = (value)=>typeof value === 'object' && value !== null;
const KINDS = {
    [_compiler.ValueErrorType.String]: 'a text',
    [_compiler.ValueErrorType.Object]: 'an object',
    [_compiler.ValueErrorType.Array]: 'a list',
    [_compiler.ValueErrorType.Boolean]: 'true or false',
    [_compiler.ValueErrorType.Integer]: 'an integer',
    [_compiler.ValueErrorType.Number]: 'a number',
    [_compiler.ValueErrorType.Null]: 'null'
};
const kindOf = (error)=>KINDS[error.type] ?? ruleInWords(error);
/** A rule as topics and HTTP bodies say it. */ const PLAIN = {
    rule: ruleInWords,
    oneOf: (words)=>`must be one of ${words.join(', ')}`
};
function ruleInWords(error) {
    const { type, schema, value, message } = error;
    if (type === _compiler.ValueErrorType.ObjectRequiredProperty) return 'is missing';
    if (type === _compiler.ValueErrorType.Literal) return `must be ${JSON.stringify(schema['const'])}`;
    const kind = KINDS[type];
    if (kind !== undefined) return value === undefined ? 'is missing' : `must be ${kind}`;
    return RULES[type]?.(schema) ?? message;
}
const FORMATS = {
    text: 'must be text without NUL and lone surrogates',
    id: 'must have no control characters and no lone surrogates',
    name: 'must be a name in one line: something to see, no control characters, line ends, direction marks and lone surrogates'
};
/** A description is for people; the rule stands in front of it. */ const hint = (schema)=>schema.description ? ` (${schema.description.replace(/\.$/, '')})` : '';
const RULES = {
    [_compiler.ValueErrorType.StringPattern]: (schema)=>`must match ${String(schema['pattern'])}${hint(schema)}`,
    [_compiler.ValueErrorType.StringFormat]: ({ format })=>FORMATS[String(format)] ?? `must be a ${String(format)}`,
    [_compiler.ValueErrorType.StringMinLength]: (schema)=>`must have at least ${amount(schema['minLength'], 'character')}`,
    [_compiler.ValueErrorType.StringMaxLength]: (schema)=>`must have at most ${amount(schema['maxLength'], 'character')}`,
    [_compiler.ValueErrorType.IntegerMinimum]: (schema)=>`must be at least ${String(schema['minimum'])}${hint(schema)}`,
    [_compiler.ValueErrorType.IntegerMaximum]: (schema)=>`must be at most ${String(schema['maximum'])}${hint(schema)}`,
    [_compiler.ValueErrorType.NumberMinimum]: (schema)=>`must be at least ${String(schema['minimum'])}`,
    [_compiler.ValueErrorType.NumberMaximum]: (schema)=>`must be at most ${String(schema['maximum'])}`,
    [_compiler.ValueErrorType.ArrayMinItems]: (schema)=>`must have at least ${amount(schema['minItems'], 'entry')}`,
    [_compiler.ValueErrorType.ArrayMaxItems]: (schema)=>`must have at most ${amount(schema['maxItems'], 'entry')}`,
    [_compiler.ValueErrorType.ObjectMaxProperties]: (schema)=>`must have at most ${amount(schema['maxProperties'], 'field')}`,
    [_compiler.ValueErrorType.ObjectAdditionalProperties]: ()=>'is not a field here'
};
const amount = (count, what)=>`${String(count)} ${count === 1 ? what : what.replace(/y$/, 'ie') + 's'}`;
