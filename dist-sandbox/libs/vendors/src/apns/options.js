// What one message may say about APNs, and how it wins over the certificate.
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
    get ApnsOptions () {
        return ApnsOptions;
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
const visible = (maxLength, description)=>_typebox.Type.String({
        pattern: `^[\\x21-\\x7e]{1,${maxLength}}$`,
        description
    });
const ApnsOptions = _typebox.Type.Object({
    title: orEmpty(_typebox.Type.String({
        maxLength: 200,
        description: 'Title on Apple devices only.'
    })),
    subtitle: orEmpty(_typebox.Type.String({
        maxLength: 200,
        description: 'Second line, at most 200 characters.'
    })),
    image: orEmpty(_typebox.Type.String({
        pattern: '^https://[\\x21-\\x7e]{1,1000}$',
        maxLength: 1008,
        description: 'https address of a picture of at most 10 MB. The service extension of the app loads it.'
    })),
    sound: orEmpty(_credential.Sound),
    category: orEmpty(_credential.Category),
    interruptionLevel: orEmpty(_credential.InterruptionLevel),
    mutableContent: orEmpty(_typebox.Type.Boolean({
        description: 'true: the service extension runs.'
    })),
    contentAvailable: orEmpty(_typebox.Type.Boolean({
        description: 'true: the app is woken in the background too. A few an hour at most.'
    })),
    threadId: orEmpty(visible(64, 'Groups notifications in the notification centre.')),
    targetContentId: orEmpty(visible(64, 'Window of the app to bring forward.')),
    relevanceScore: orEmpty(_typebox.Type.Number({
        minimum: 0,
        maximum: 1,
        description: 'Place in a summary, from 0 to 1.'
    })),
    collapseId: orEmpty(visible(64, 'At most 64 visible ASCII characters. A push with the same one replaces what is shown.')),
    voip: orEmpty(_typebox.Type.Boolean({
        description: 'true: a call, through PushKit. A phone without a PushKit token gets a normal notification.'
    }))
}, {
    additionalProperties: false
});
const check = _compiler.TypeCompiler.Compile(ApnsOptions);
function optionsProblem(options) {
    const first = check.Check(options) ? undefined : check.Errors(options).First();
    return first === undefined ? undefined : `push.vendors.apns${first.path}: ${first.schema.description ?? first.message}`.slice(0, 200);
}
/** A chat message rings unless somebody says otherwise: without a sound iOS shows it in silence. */ const USUAL_SOUND = 'default';
function mannerOf(settings, options, sound) {
    return {
        sound: options.sound || sound || settings.sound || USUAL_SOUND,
        category: options.category || settings.category,
        interruptionLevel: options.interruptionLevel || settings.interruptionLevel,
        isMutable: options.mutableContent ?? settings.mutableContent ?? Boolean(options.image)
    };
}
