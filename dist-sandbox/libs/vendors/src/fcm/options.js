// What one message may say about FCM, and how it wins over the certificate.
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
    get FcmOptions () {
        return FcmOptions;
    },
    get mannerOf () {
        return mannerOf;
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
    ], schema.description ? {
        description: schema.description
    } : {}));
const words = (values, description)=>_typebox.Type.Unsafe(_typebox.Type.Union(values.map((value)=>_typebox.Type.Literal(value)), {
        description
    }));
const FcmOptions = _typebox.Type.Object({
    channelId: orEmpty(_credential.ChannelId),
    mode: orEmpty(_credential.Mode),
    priority: orEmpty(_credential.Priority),
    analyticsLabel: orEmpty(_credential.AnalyticsLabel),
    image: orEmpty(_typebox.Type.String({
        pattern: '^https://[\\x21-\\x7e]{1,1000}$',
        maxLength: 1008,
        description: 'https address of a picture of at most 1 MB.'
    })),
    importance: orEmpty(words([
        'min',
        'low',
        'default',
        'high',
        'max'
    ], 'Rank on the screen below Android 8: min, low, default, high or max. From Android 8 on the channel decides.')),
    visibility: orEmpty(words([
        'private',
        'public',
        'secret'
    ], 'On the lock screen: private, public or secret.')),
    icon: orEmpty(_typebox.Type.String({
        pattern: '^[A-Za-z0-9_]{1,100}$',
        maxLength: 100,
        description: 'Name of a drawable resource of the app.'
    })),
    color: orEmpty(_typebox.Type.String({
        pattern: '^#[0-9A-Fa-f]{6}$',
        maxLength: 7,
        description: 'Colour of the icon, #rrggbb.'
    })),
    collapseKey: orEmpty(_typebox.Type.String({
        pattern: '^[A-Za-z0-9_.:-]{1,64}$',
        maxLength: 64,
        description: 'Of the messages that wait for a phone under one key only the last is delivered. FCM keeps four keys a phone.'
    }))
}, {
    additionalProperties: false
});
const check = _compiler.TypeCompiler.Compile(FcmOptions);
function optionsProblem(options) {
    const first = check.Check(options) ? undefined : check.Errors(options).First();
    return first === undefined ? undefined : `push.vendors.fcm${first.path}: ${first.schema.description ?? first.message}`.slice(0, 200);
}
function mannerOf(settings, options, messageClass) {
    return {
        mode: options.mode || settings.mode || 'notification',
        priority: options.priority || settings.priority || (messageClass === 'bulk' ? 'normal' : 'high'),
        channelId: options.channelId || settings.channelId,
        analyticsLabel: options.analyticsLabel || settings.analyticsLabel
    };
}
