// Be generous at the door (rule 10 of docs/architecture.md): what a foreign producer's event may have wrong without being lost. One table per topic; the
// fields that are in none of them are needed, and an event without a valid one is a dead letter.
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
    get MAX_VENDORS_BYTES () {
        return MAX_VENDORS_BYTES;
    },
    get REPAIRS () {
        return REPAIRS;
    }
});
const _typebox = require("@sinclair/typebox");
const _compiler = require("@sinclair/typebox/compiler");
const _value = require("@sinclair/typebox/value");
const _bindingreportedtopic = require("../topics/binding-reported.topic");
const _cut = require("./cut");
const _mends = require("./mends");
const _messagesenttopic = require("../topics/message-sent.topic");
const _sessionchangedtopic = require("../topics/session-changed.topic");
const _values = require("../values");
const MAX_VENDORS_BYTES = 32_768;
const MAX_USER_CHARACTERS = 128;
/** Databases number their rows, and so some systems their users and messages. */ const IDS = {
    app: _mends.asKey,
    user: _mends.asKey,
    device: _mends.asKey,
    session: _mends.asKey,
    messageId: _mends.asKey,
    conversation: _mends.asKey
};
const SESSION = {
    ...IDS,
    change: _mends.asWord,
    platform: _mends.word,
    link: _mends.sameId,
    gateway: _mends.sameId,
    atMs: _mends.time,
    detail: _mends.shortened
};
const REPORT = {
    ...IDS,
    reportedAtMs: _mends.time
};
/** Each entry by itself, so that one vendor's mistake costs no other vendor its options. */ const vendors = (value, place)=>{
    if (!(0, _mends.isObject)(value)) return (0, _mends.leftOut)(value, place);
    const named = Object.entries(value).map(([name, options])=>[
            name.toLowerCase(),
            options
        ]);
    const good = named.filter(([name, options])=>_value.Value.Check(place.schema, {
            [name]: options
        })).slice(0, 16);
    if (good.length < named.length) place.note({
        field: place.path,
        what: `${named.length - good.length} of ${named.length} entries left out`
    });
    return Object.fromEntries(good);
};
const PUSH = {
    title: _mends.shortened,
    text: _mends.shortened,
    ext: _mends.wholeText,
    click: _mends.leftOut,
    sound: _mends.asText,
    badge: (0, _mends.within)({
        set: _mends.wholeNumber,
        add: _mends.wholeNumber
    }),
    class: _mends.word,
    vendors,
    enabled: _mends.yesNo
};
/** Who among a list; a list that names nobody is as good as none. */ const evenIfOnline = (value, place)=>{
    if (!Array.isArray(value)) return (0, _mends.yesNo)(value, place);
    const users = idsIn(value).filter((user)=>_value.Value.Check(_values.UserId, user));
    if (users.length < value.length) place.note({
        field: place.path,
        what: `${value.length - users.length} of ${value.length} are no user ids`
    });
    return users.length === 0 ? undefined : users;
};
const MESSAGE = {
    ...IDS,
    sender: _mends.asText,
    sentAtMs: _mends.time,
    lifetimeSeconds: _mends.wholeNumber,
    kind: _mends.shortened,
    evenIfOnline,
    push: (0, _mends.within)(PUSH)
};
/** As strict as the contract, but for the number of recipients: the gate takes them in portions. */ const AnyNumber = _typebox.Type.Object({
    ..._messagesenttopic.MessageSent.properties,
    recipients: _typebox.Type.Array(_values.UserId, {
        minItems: 1
    }),
    evenIfOnline: _typebox.Type.Optional(_typebox.Type.Union([
        _typebox.Type.Boolean(),
        _typebox.Type.Array(_values.UserId)
    ]))
});
const simple = (schema, mends)=>(event)=>{
        const notes = [];
        const mended = (0, _mends.mendFields)(mends, event, {
            schema,
            path: '',
            note: (note)=>notes.push(note)
        });
        return {
            event: mended,
            notes,
            badRecipients: []
        };
    };
const message = simple(_messagesenttopic.MessageSent, MESSAGE);
function repairedMessage(event) {
    const { event: mended, notes } = message(event);
    const { recipients, push, ...rest } = mended;
    const small = push === undefined ? {} : {
        push: withoutHugeOptions(push, notes)
    };
    const { users, bad } = sifted(recipients);
    // None at all: the check names what is wrong with them.
    if (users.length === 0) return {
        event: {
            ...rest,
            ...small,
            recipients
        },
        notes,
        badRecipients: []
    };
    if (bad.length > 0) notes.push({
        field: 'recipients',
        what: `${bad.length} of ${users.length + bad.length} are no user ids and are stopped`
    });
    return {
        event: {
            ...rest,
            ...small,
            recipients: users
        },
        notes,
        badRecipients: bad
    };
}
function withoutHugeOptions(push, notes) {
    const { vendors: options, ...rest } = push;
    if (options === undefined || Buffer.byteLength(JSON.stringify(options)) <= MAX_VENDORS_BYTES) return push;
    notes.push({
        field: 'push.vendors',
        what: `left out: more than ${MAX_VENDORS_BYTES} bytes`
    });
    return rest;
}
function sifted(recipients) {
    const users = [];
    const bad = [];
    for (const one of Array.isArray(recipients) ? idsIn(recipients) : [])if (_value.Value.Check(_values.UserId, one)) users.push(one);
    else bad.push(readable(one));
    return {
        users,
        bad
    };
}
/** Numbers are ids where all are numbers; one among texts is a mistake. */ const idsIn = (list)=>list.some((one)=>typeof one === 'string') ? list : list.map(_mends.asKey);
const readable = (one)=>(0, _cut.cutText)((0, _mends.visible)(typeof one === 'string' && one !== '' ? one : JSON.stringify(one)), MAX_USER_CHARACTERS);
const compiled = (schema)=>_compiler.TypeCompiler.Compile(schema);
const REPAIRS = new Map([
    [
        _sessionchangedtopic.sessionChanged.name,
        {
            of: simple(_sessionchangedtopic.SessionChanged, SESSION),
            check: _sessionchangedtopic.sessionChanged.check
        }
    ],
    [
        _bindingreportedtopic.bindingReported.name,
        {
            of: simple(_bindingreportedtopic.BindingReported, REPORT),
            check: _bindingreportedtopic.bindingReported.check
        }
    ],
    [
        _messagesenttopic.messageSent.name,
        {
            of: repairedMessage,
            check: compiled(AnyNumber)
        }
    ]
]);
