// What Huawei reports about pushes it took (sheet, 6): two forms of body, one signature. AppGallery Connect is told the address once; a
// push only carries the words that come back (`bi_tag`).
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
    get SIGNATURE_HEADER () {
        return SIGNATURE_HEADER;
    },
    get hmacOf () {
        return hmacOf;
    },
    get receipts () {
        return receipts;
    }
});
const _nodecrypto = require("node:crypto");
const _typebox = require("@sinclair/typebox");
const _value = require("@sinclair/typebox/value");
const _credential = require("./credential");
const _json = require("./json");
const _token = require("./token");
const SIGNATURE_HEADER = 'x-huawei-callback-id';
/** A signature is good for so long before and after its own time. In ms. */ const WINDOW_MS = 300_000;
/** 100 by today's page, 1000 by the oldest. */ const MAX_ENTRIES = 1000;
/** Today's page wants the first two, the oldest the others. */ const ANSWER = JSON.stringify({
    code: '0',
    message: 'success',
    errno: '0',
    errmsg: 'success'
});
/** Sheet, 6, status values. The others tell nothing that a push waits for: neither arrived nor lost for good. */ const EVENTS = new Map([
    [
        0,
        'arrived'
    ],
    [
        2,
        'token-dead'
    ],
    [
        5,
        'token-dead'
    ],
    [
        6,
        'blocked'
    ]
]);
const Words = _typebox.Type.String({
    minLength: 1,
    maxLength: 200,
    pattern: '^[\\x21-\\x7e]+$'
});
const Status = _typebox.Type.Integer({
    minimum: 0,
    maximum: 9_999
});
const Time = _typebox.Type.Integer({
    minimum: 0
});
/** Of v1 and v2 pushes. */ const FirstForm = _typebox.Type.Object({
    token: _typebox.Type.String(),
    status: Status,
    timestamp: _typebox.Type.Optional(Time),
    appid: _typebox.Type.Optional(_typebox.Type.String()),
    requestId: _typebox.Type.Optional(Words),
    biTag: _typebox.Type.Optional(_typebox.Type.String())
});
/** Of v3 pushes, and of v2 ones as some have seen. */ const SecondForm = _typebox.Type.Object({
    token: _typebox.Type.String(),
    deliveryStatus: _typebox.Type.Object({
        result: Status,
        timestamp: _typebox.Type.Optional(Time)
    }),
    appPackageName: _typebox.Type.Optional(_typebox.Type.String()),
    requestId: _typebox.Type.Optional(Words),
    biTag: _typebox.Type.Optional(_typebox.Type.String())
});
const receipts = {
    events: [
        'arrived',
        'token-dead',
        'blocked'
    ],
    read (request, known, nowMs) {
        const problem = signatureProblem(request, known, nowMs);
        if (problem !== undefined) return {
            ok: false,
            problem
        };
        const statuses = (0, _json.parse)(request.body.toString('utf8'))?.['statuses'];
        if (!Array.isArray(statuses)) return {
            ok: false,
            problem: 'no list of statuses'
        };
        if (statuses.length > MAX_ENTRIES) return {
            ok: false,
            problem: `more than ${MAX_ENTRIES} statuses`
        };
        const read = statuses.flatMap((status)=>receiptOf(status, known.settings, nowMs) ?? []);
        return {
            ok: true,
            receipts: read,
            answer: ANSWER
        };
    }
};
/** Undefined: genuine, or the certificate has no key and nobody can know. */ function signatureProblem({ headers }, known, nowMs) {
    const { callbackKey } = known.credential;
    if (callbackKey === undefined) return undefined;
    const header = headers[SIGNATURE_HEADER];
    if (header === undefined) return `no ${SIGNATURE_HEADER}`;
    const fields = fieldsIn(header);
    const [timestamp = '', nonce = '', value = ''] = [
        'timestamp',
        'nonce',
        'value'
    ].map((name)=>fields.get(name));
    if (!/^\d{1,15}$/.test(timestamp) || nonce === '' || value === '') return `${SIGNATURE_HEADER} is not complete`;
    if (Math.abs(Number(timestamp) - nowMs) > WINDOW_MS) return 'the signature is of another time';
    const signed = timestamp + nonce + (known.settings.callbackUser ?? '');
    const isGenuine = keysIn(callbackKey).some((key)=>isSame(hmacOf(key, signed), value));
    return isGenuine ? undefined : 'the signature is not of this key and user';
}
/** "timestamp=…; nonce=…; value=…", in any order, with or without blanks. */ const fieldsIn = (header)=>new Map(header.split(';').map((field)=>field.trim().split(/=(.*)/s, 2)));
/** Newer configurations give the key in Base64, older ones mean its letters; nothing tells which. */ function keysIn(key) {
    const letters = Buffer.from(key, 'utf8');
    const decoded = Buffer.from(key, 'base64');
    // Of anything else the decoder keeps the few letters that it knows, in the end none: everybody could sign with such a key.
    const isBase64 = unpadded(decoded.toString('base64')) === unpadded(key);
    return isBase64 ? [
        decoded,
        letters
    ] : [
        letters
    ];
}
/** From the first of the last "=" on: a pattern that may begin at each of them takes the square of their number. */ const unpadded = (base64)=>base64.replace(/(?<!=)=+$/, '');
const hmacOf = (key, signed)=>(0, _nodecrypto.createHmac)('sha256', key).update(signed).digest('base64');
function isSame(ours, theirs) {
    const [one, other] = [
        Buffer.from(ours),
        Buffer.from(theirs)
    ];
    return one.length === other.length && (0, _nodecrypto.timingSafeEqual)(one, other);
}
/** Undefined: of another app, of no interest, or not a receipt. */ function receiptOf(entry, settings, nowMs) {
    const reported = reportedIn(entry, settings);
    const event = reported && EVENTS.get(reported.status);
    if (reported === undefined || event === undefined) return undefined;
    if (_token.token.problem(reported.token) !== undefined) return undefined;
    const { timestamp: atMs, requestId, biTag } = reported;
    return {
        event,
        token: reported.token,
        code: String(reported.status),
        ...requestId !== undefined && {
            vendorMessageId: requestId
        },
        ...biTag !== undefined && _value.Value.Check(Words, biTag) && {
            correlation: biTag
        },
        // A time to come would outlive every new binding.
        ...atMs !== undefined && atMs <= nowMs + WINDOW_MS && {
            atMs: Math.min(atMs, nowMs)
        }
    };
}
function reportedIn(entry, settings) {
    if (_value.Value.Check(SecondForm, entry)) {
        const { result, timestamp } = entry.deliveryStatus;
        return isOurs(entry.appPackageName, [
            settings.packageName
        ]) ? reported(entry, result, timestamp) : undefined;
    }
    if (!_value.Value.Check(FirstForm, entry)) return undefined;
    return isOurs(entry.appid, [
        settings.appId,
        (0, _credential.clientIdOf)(settings)
    ]) ? reported(entry, entry.status, entry.timestamp) : undefined;
}
/** One address may serve all apps of a project. */ const isOurs = (app, ours)=>app === undefined || ours.includes(app);
const reported = (entry, status, timestamp)=>({
        token: entry.token,
        status,
        timestamp,
        requestId: entry.requestId,
        biTag: entry.biTag
    });
