// The value types that several topics share. Text rules live here, because PostgreSQL and the vendors
// refuse what JSON allows: NUL, lone surrogates, control characters in ids.
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
    get APP_ID () {
        return APP_ID;
    },
    get AppId () {
        return AppId;
    },
    get CertificateId () {
        return CertificateId;
    },
    get ContentHash () {
        return ContentHash;
    },
    get ConversationId () {
        return ConversationId;
    },
    get DeviceId () {
        return DeviceId;
    },
    get EpochMs () {
        return EpochMs;
    },
    get GatewayId () {
        return GatewayId;
    },
    get LinkId () {
        return LinkId;
    },
    get MessageId () {
        return MessageId;
    },
    get PLATFORMS () {
        return PLATFORMS;
    },
    get Platform () {
        return Platform;
    },
    get SaidAtMs () {
        return SaidAtMs;
    },
    get SessionId () {
        return SessionId;
    },
    get TargetId () {
        return TargetId;
    },
    get Token () {
        return Token;
    },
    get UserId () {
        return UserId;
    },
    get VendorId () {
        return VendorId;
    },
    get listOf () {
        return listOf;
    },
    get nameOf () {
        return nameOf;
    },
    get oneOf () {
        return oneOf;
    },
    get text () {
        return text;
    }
});
const _typebox = require("@sinclair/typebox");
/** No character that PostgreSQL's text type or a vendor's form encoding cannot carry. */ const isText = (value)=>value.isWellFormed() && !value.includes('\u0000');
/** Text without control characters: ids go into keys, logs and headers. */ const isId = (value)=>// eslint-disable-next-line no-control-regex -- naming the control characters is the point
    value.isWellFormed() && !/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(value);
/**
 * What a person reads as one line and in one direction: nothing that moves a cursor or the text beside it (C0, DEL, C1, line and paragraph
 * separators, the marks, embeddings, overrides and isolates of directions). Joiners stay: emoji and Persian need them.
 */ const isName = (value)=>value.isWellFormed() && !NOT_IN_NAMES.test(value) && /[\p{L}\p{N}\p{P}\p{S}]/u.test(value);
const NOT_IN_NAMES = // eslint-disable-next-line no-control-regex -- naming the control characters is the point
/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f]/;
_typebox.FormatRegistry.Set('text', isText);
_typebox.FormatRegistry.Set('id', isId);
_typebox.FormatRegistry.Set('name', isName);
const text = (maxLength, description)=>_typebox.Type.String({
        format: 'text',
        maxLength,
        description
    });
const nameOf = (maxLength, description)=>_typebox.Type.String({
        format: 'name',
        minLength: 1,
        maxLength,
        description
    });
const id = (maxLength, description)=>_typebox.Type.String({
        format: 'id',
        minLength: 1,
        maxLength,
        description
    });
const oneOf = (values, description)=>_typebox.Type.Unsafe(_typebox.Type.Union(values.map((value)=>_typebox.Type.Literal(value)), {
        description
    }));
const listOf = (item, maxItems, description, minItems = 0)=>_typebox.Type.Array(item, {
        minItems,
        maxItems,
        description
    });
const APP_ID = '[a-z0-9][a-z0-9-]{0,31}';
const AppId = _typebox.Type.String({
    pattern: `^${APP_ID}$`,
    maxLength: 32,
    description: 'The tenant: 1 to 32 of a-z, 0-9 and "-", beginning with a letter or a digit, for instance "1400000000".'
});
const UserId = id(128, 'A user of the chat system, unique within the app. Byte-exact: no normalisation, no case folding.');
const DeviceId = id(128, 'A device, chosen by the client and kept over logins, unique within the app: the same id is the same phone, whoever is logged in on it.');
const SessionId = id(128, 'One login on one device. A new login has a new id.');
const LinkId = id(128, 'One connection of a device to a gateway, chosen by the gateway. A new connection has a new id.');
const GatewayId = id(128, 'The gateway that says so, for instance its host name.');
const MessageId = id(128, 'A message, unique within the app. The same id again is the same message.');
const ConversationId = id(256, 'The conversation of a message. Keys keep order inside one conversation.');
const VendorId = _typebox.Type.String({
    pattern: '^[a-z][a-z0-9-]{0,31}$',
    maxLength: 32,
    description: 'A push vendor, for instance "xiaomi".'
});
const CertificateId = _typebox.Type.Integer({
    minimum: 1,
    maximum: 2_147_483_647,
    description: 'The numeric id of a certificate, for instance 6666. Edits keep it.'
});
const Token = _typebox.Type.String({
    pattern: '^[\\x21-\\x7e]{1,4096}$',
    maxLength: 4096,
    description: "The vendor's address of the app on a phone: visible ASCII. Each vendor checks its own form."
});
const ContentHash = _typebox.Type.String({
    pattern: '^[A-Za-z0-9_-]{22}$',
    maxLength: 22,
    description: 'Hash of what a push shows: same message id with another hash is a conflict.'
});
const TargetId = _typebox.Type.String({
    pattern: '^[A-Za-z0-9_-]{22}$',
    maxLength: 22,
    description: 'Computed from app, message, recipient and device.'
});
const EpochMs = (description)=>_typebox.Type.Integer({
        minimum: 0,
        maximum: 253_402_300_799_999,
        description: `${description} In ms since 1970-01-01 UTC.`
    });
/** 2001-09-09: a number below is no time in ms, but 0, seconds or a mistake. */ const EARLIEST_SAID_MS = 1_000_000_000_000;
const SaidAtMs = (description)=>_typebox.Type.Integer({
        minimum: EARLIEST_SAID_MS,
        maximum: 253_402_300_799_999,
        description: `${description} In ms since 1970-01-01 UTC.`
    });
const PLATFORMS = [
    'android',
    'ios',
    'ipados',
    'harmonyos',
    'windows',
    'macos',
    'linux',
    'web',
    'mini-program'
];
const Platform = oneOf(PLATFORMS, 'What the client runs on. Phones and tablets are pushed, others if presence is told so (PRESENCE_PUSHABLE_PLATFORMS).');
