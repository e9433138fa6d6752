// A customer's apps at the fake Honor: what its console would hold, and what nobody has been able to look up.
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
    get HonorTenant () {
        return HonorTenant;
    },
    get codeOf () {
        return codeOf;
    }
});
const _typebox = require("@sinclair/typebox");
/** Codes that rest on analogy (sheet, 4, grade G). A tenant may have others, so that a finding needs no change here. */ const FAKE_CODES = {
    parameter: 80100001,
    structure: 80100003,
    lifeEnded: 80100004,
    forbiddenWords: 80100016,
    partly: 80100000,
    tokenExpired: 80200003,
    otherApp: 403,
    mayNotSend: 80300002,
    noSuchTokens: 80300007,
    tooLarge: 80300008,
    tooManyTokens: 80300010,
    flowControl: 503
};
const Code = _typebox.Type.Optional(_typebox.Type.Integer());
const Codes = _typebox.Type.Object(Object.fromEntries(Object.keys(FAKE_CODES).map((name)=>[
        name,
        Code
    ])), {
    description: 'Codes other than the usual ones, by name.',
    additionalProperties: false
});
const HonorTenant = _typebox.Type.Object({
    appIds: _typebox.Type.Array(_typebox.Type.String({
        minLength: 1
    }), {
        minItems: 1,
        description: 'Apps of the client.'
    }),
    clientId: _typebox.Type.String({
        minLength: 1,
        maxLength: 128
    }),
    clientSecret: _typebox.Type.String({
        minLength: 1,
        maxLength: 256
    }),
    receiptUrl: _typebox.Type.Optional(_typebox.Type.String({
        description: 'Where receipts go. Absent: nowhere.'
    })),
    expiresInSeconds: _typebox.Type.Optional(_typebox.Type.Integer({
        minimum: 1,
        description: 'Life of an access token. Absent: 3600.'
    })),
    enabled: _typebox.Type.Optional(_typebox.Type.Boolean({
        description: 'false: push is switched off for the apps.'
    })),
    forbiddenWords: _typebox.Type.Optional(_typebox.Type.Array(_typebox.Type.String({
        minLength: 1,
        maxLength: 200
    }))),
    mayClassify: _typebox.Type.Optional(_typebox.Type.Boolean({
        description: 'false: no self-classification right, NORMAL counts as LOW.'
    })),
    lowPerDay: _typebox.Type.Optional(_typebox.Type.Integer({
        minimum: 0,
        description: 'LOW messages that a phone shows a day: 2, or 5 for news apps. Absent: 2.'
    })),
    requestsPerSecond: _typebox.Type.Optional(_typebox.Type.Integer({
        minimum: 1,
        description: 'Absent: no limit is reached.'
    })),
    timestampToleranceMs: _typebox.Type.Optional(_typebox.Type.Integer({
        minimum: 1,
        description: 'Absent: the time in the header may be any.'
    })),
    codes: _typebox.Type.Optional(Codes)
}, {
    additionalProperties: false
});
const codeOf = (tenant, name)=>tenant?.codes?.[name] ?? FAKE_CODES[name];
