// What one message may say about Honor, and how it wins over the certificate.
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
    get HonorOptions () {
        return HonorOptions;
    },
    get choicesOf () {
        return choicesOf;
    },
    get optionsProblem () {
        return optionsProblem;
    }
});
const _typebox = require("@sinclair/typebox");
const _compiler = require("@sinclair/typebox/compiler");
const _credential = require("./credential");
/** Nothing, as clients send it. It keeps what the certificate says. */ const Empty = _typebox.Type.Union([
    _typebox.Type.Literal(''),
    _typebox.Type.Null()
]);
const orEmpty = (schema)=>_typebox.Type.Optional(_typebox.Type.Union([
        schema,
        Empty
    ], {
        description: schema['description']
    }));
const HonorOptions = _typebox.Type.Object({
    importance: orEmpty(_credential.Importance),
    style: orEmpty(_credential.Style),
    image: orEmpty(_typebox.Type.String({
        pattern: '^https://[^\\s\\x00-\\x1f]{1,1000}$',
        maxLength: 1008,
        description: 'Picture beside the text, https. Shown with importance NORMAL only.'
    })),
    tag: orEmpty(_typebox.Type.String({
        pattern: '^[\\x21-\\x7e]{1,64}$',
        maxLength: 64,
        description: 'Takes the place of the notification that was shown under the same tag. ASCII, no blanks.'
    })),
    group: orEmpty(_typebox.Type.String({
        pattern: '^[\\x21-\\x7e]{1,64}$',
        maxLength: 64,
        description: 'Notifications of a group are shown as the newest and a count. ASCII, no blanks.'
    })),
    testMessage: orEmpty(_typebox.Type.Boolean({
        description: 'Whether it is sent as a test message, beside the daily cap of a phone.'
    }))
}, {
    additionalProperties: false
});
const check = _compiler.TypeCompiler.Compile(HonorOptions);
function optionsProblem(options) {
    const first = check.Check(options) ? undefined : check.Errors(options).First();
    if (first === undefined) return undefined;
    const rule = first.schema.description ?? first.message;
    return `push.vendors.honor${first.path}: ${rule}`.slice(0, 200);
}
function choicesOf(content, settings, options) {
    const byClass = content.class === 'bulk' ? 'LOW' : 'NORMAL';
    return {
        importance: options.importance || settings.importance || byClass,
        isBigText: given(options.style, settings.style) === 1,
        isTest: given(options.testMessage, settings.testMessages) === true,
        image: options.image || undefined,
        tag: options.tag || undefined,
        group: options.group || undefined
    };
}
/** 0 and false are said, empty is not. */ const given = (own, otherwise)=>own === '' || own === null || own === undefined ? otherwise : own;
