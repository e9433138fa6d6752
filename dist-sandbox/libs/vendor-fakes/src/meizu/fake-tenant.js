// A customer's app at the fake Meizu: what its console would hold.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "MeizuTenant", {
    enumerable: true,
    get: function() {
        return MeizuTenant;
    }
});
const _typebox = require("@sinclair/typebox");
const limit = (description)=>_typebox.Type.Optional(_typebox.Type.Integer({
        minimum: 0,
        description
    }));
const MeizuTenant = _typebox.Type.Object({
    appId: _typebox.Type.String({
        pattern: '^[0-9]{1,15}$'
    }),
    appSecret: _typebox.Type.String({
        minLength: 1,
        maxLength: 128
    }),
    packageNames: _typebox.Type.Optional(_typebox.Type.Array(_typebox.Type.String({
        minLength: 1
    }), {
        description: 'Absent: any package is right.'
    })),
    enabled: _typebox.Type.Optional(_typebox.Type.Boolean({
        description: 'false: blacklisted.'
    })),
    callbacks: _typebox.Type.Optional(_typebox.Type.Array(_typebox.Type.String(), {
        description: 'Registered receipt URLs. Absent: any is.'
    })),
    receiptToken: _typebox.Type.Optional(_typebox.Type.String({
        description: 'Sent with receipts, so that they can be told from forged ones.'
    })),
    requestsPerSecond: _typebox.Type.Optional(_typebox.Type.Integer({
        minimum: 1,
        description: 'Absent: 200.'
    })),
    pushesPerDay: limit('Phones a day, of the app. Absent: not reached.'),
    perPhoneAndMinute: limit('Absent: 5.'),
    publicPerPhoneAndDay: limit('Absent: 3.')
}, {
    additionalProperties: false
});
