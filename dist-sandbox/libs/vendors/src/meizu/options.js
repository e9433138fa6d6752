// What one message may say about Meizu, and how it wins over the certificate.
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
    get MeizuOptions () {
        return MeizuOptions;
    },
    get choicesOf () {
        return choicesOf;
    },
    get given () {
        return given;
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
const flag = (description)=>orEmpty(_typebox.Type.Boolean({
        description
    }));
const MeizuOptions = _typebox.Type.Object({
    noticeMsgType: orEmpty(_credential.NoticeMsgType),
    noticeBarType: orEmpty(_credential.NoticeBarType),
    style: orEmpty(_credential.Style),
    notifyKey: orEmpty(_typebox.Type.String({
        pattern: '^[0-9A-Za-z_-]{1,8}$',
        maxLength: 8,
        description: 'Takes the place of what was shown under the same key: 1 to 8 of 0-9 A-Z a-z _ -. Absent: one key a message.'
    })),
    suspend: flag('false: does not float in over the screen. Absent: it does.'),
    clearNoticeBar: flag('false: the user cannot wipe it away. Absent: he can.'),
    sound: flag('false: no sound. Absent: the sound of the phone.'),
    vibrate: flag('false: no vibration. Absent: vibrates.'),
    lights: flag('false: no light. Absent: the light blinks.')
}, {
    additionalProperties: false
});
const check = _compiler.TypeCompiler.Compile(MeizuOptions);
function optionsProblem(options) {
    const first = check.Check(options) ? undefined : check.Errors(options).First();
    if (first === undefined) return undefined;
    const rule = first.schema.description ?? first.message;
    return `push.vendors.meizu${first.path}: ${rule}`.slice(0, 200);
}
function choicesOf(content, settings, options) {
    // Bulk sent as private would be marketing on the chats' ticket, so its class beats the certificate's.
    const certified = content.class === 'bulk' ? 0 : settings.noticeMsgType ?? 1;
    return {
        noticeMsgType: given(options.noticeMsgType) ?? certified,
        noticeBarType: given(options.noticeBarType) ?? settings.noticeBarType ?? 0,
        isExpandable: (given(options.style) ?? settings.style) === 1,
        notifyKey: given(options.notifyKey)
    };
}
const given = (value)=>value === '' || value === null ? undefined : value;
