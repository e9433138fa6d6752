// What one message may say about Huawei, and how it wins over the certificate.
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
    get HuaweiOptions () {
        return HuaweiOptions;
    },
    get categoryOf () {
        return categoryOf;
    },
    get optionsProblem () {
        return optionsProblem;
    }
});
const _typebox = require("@sinclair/typebox");
const _compiler = require("@sinclair/typebox/compiler");
const _said = require("../shared/said");
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
const HuaweiOptions = _typebox.Type.Object({
    category: orEmpty(_credential.Category),
    channelId: orEmpty(_credential.ChannelId),
    importance: orEmpty(_credential.Importance),
    image: orEmpty(_typebox.Type.String({
        pattern: '^https://[\\x21-\\x7e]{1,500}$',
        maxLength: 508,
        description: 'https address of an image, under 512 KB. HarmonyOS shows only images that were verified before.'
    })),
    style: orEmpty(_typebox.Type.Union([
        _typebox.Type.Literal('usual'),
        _typebox.Type.Literal('big-text'),
        _typebox.Type.Literal('inbox')
    ], {
        description: 'usual, big-text (Android only) or inbox, which needs inboxContent.'
    })),
    inboxContent: orEmpty(_typebox.Type.Array(_typebox.Type.String({
        minLength: 1,
        maxLength: 1024
    }), {
        minItems: 1,
        maxItems: 5,
        description: 'Lines of the style inbox: at most 5, on HarmonyOS 3, of 1 to 1024 characters.'
    })),
    foregroundShow: orEmpty(_typebox.Type.Boolean({
        description: 'false: no notification while the app is in the foreground. Absent: Huawei shows it.'
    })),
    soundDuration: orEmpty(_typebox.Type.Integer({
        minimum: 1,
        maximum: 60,
        description: 'Seconds that the sound lasts. HarmonyOS only.'
    })),
    testMessage: orEmpty(_typebox.Type.Boolean({
        description: 'true: a test, outside of the daily limits; Huawei allows few of them (500 or 1000 a day).'
    }))
}, {
    additionalProperties: false
});
const check = _compiler.TypeCompiler.Compile(HuaweiOptions);
function optionsProblem(options) {
    const first = check.Check(options) ? undefined : check.Errors(options).First();
    if (first !== undefined) {
        return `push.vendors.huawei${first.path}: ${ruleOf(first.schema, first.message)}`.slice(0, 200);
    }
    const { style, inboxContent } = (0, _said.said)(options);
    return style === 'inbox' === (inboxContent !== undefined) ? undefined : 'push.vendors.huawei/inboxContent: belongs to the style inbox, and only to it';
}
const ruleOf = (schema, message)=>schema.description ?? message;
function categoryOf(content, settings, options) {
    if (options.category) return options.category;
    return content.class === 'bulk' ? 'MARKETING' : settings.category;
}
