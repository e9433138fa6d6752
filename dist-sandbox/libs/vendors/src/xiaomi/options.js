// What one message may say about Xiaomi, and how it wins over the certificate.
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
    get XiaomiOptions () {
        return XiaomiOptions;
    },
    get optionsProblem () {
        return optionsProblem;
    },
    get wayOf () {
        return wayOf;
    }
});
const _typebox = require("@sinclair/typebox");
const _compiler = require("@sinclair/typebox/compiler");
const _template = require("../shared/template");
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
/** Xiaomi's rule for a template's variable: 1 to 128 characters, not only blanks, no emoji, no unassigned code points. */ const TemplateValue = _typebox.Type.RegExp(/^(?=[^]*\S)[^\p{So}\p{Cn}\p{Cs}]{1,128}$/u, {
    description: '1 to 128 characters, not only blanks, no emoji.'
});
const XiaomiOptions = _typebox.Type.Object({
    channelId: orEmpty(_credential.ChannelId),
    templateId: orEmpty(_credential.TemplateId),
    templateParam: orEmpty(_typebox.Type.Record(_typebox.Type.String({
        pattern: _template.VARIABLE
    }), TemplateValue, {
        maxProperties: _credential.MAX_VARIABLES,
        additionalProperties: false,
        description: 'Variable → text. Of the template of the certificate those that differ from its mapping; of another template all, at most nine, {} if it has none.'
    })),
    notifyForeground: orEmpty(_typebox.Type.Boolean({
        description: 'false: no notification while the app is in the foreground. Absent: Xiaomi shows it.'
    }))
}, {
    additionalProperties: false
});
const check = _compiler.TypeCompiler.Compile(XiaomiOptions);
function optionsProblem(options) {
    const first = check.Check(options) ? undefined : check.Errors(options).First();
    return first === undefined ? undefined : `push.vendors.xiaomi${first.path}: ${ruleOf(first.schema, first.message)}`;
}
const ruleOf = (schema, message)=>schema.description ?? message;
const NO_BULK_CHANNEL = 'messages of class bulk need a public channel: enter bulkChannelId in the certificate; in the private one they break the rules of Xiaomi';
const CHAT_CHANNEL = "push.vendors.xiaomi/channelId: is the certificate's channel for chats, and the message is of class bulk";
function wayOf(settings, options, priority) {
    const isBulk = priority === 'bulk';
    const channelId = options.channelId ?? (isBulk ? settings.bulkChannelId : settings.channelId);
    const isPrivate = channelId === settings.channelId;
    if (isBulk && (channelId === undefined || isPrivate)) {
        return options.channelId === undefined ? {
            ok: false,
            code: 'bulk-channel-missing',
            detail: NO_BULK_CHANNEL
        } : {
            ok: false,
            code: 'bad-options',
            detail: CHAT_CHANNEL
        };
    }
    return {
        ok: true,
        channelId: channelId ?? settings.channelId,
        isPrivate,
        isPublic: isBulk || channelId === settings.bulkChannelId
    };
}
