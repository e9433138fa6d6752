// A customer's app at the fake vivo: what its console would hold.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "VivoTenant", {
    enumerable: true,
    get: function() {
        return VivoTenant;
    }
});
const _typebox = require("@sinclair/typebox");
const Quota = _typebox.Type.Integer({
    minimum: 0,
    description: 'Messages a day.'
});
const VivoTenant = _typebox.Type.Object({
    appId: _typebox.Type.String({
        pattern: '^[1-9][0-9]{0,14}$'
    }),
    appKey: _typebox.Type.String({
        minLength: 1,
        maxLength: 128
    }),
    appSecret: _typebox.Type.String({
        minLength: 1,
        maxLength: 128
    }),
    isClosed: _typebox.Type.Optional(_typebox.Type.Boolean({
        description: 'true: the app has closed its push channel.'
    })),
    receiptUrls: _typebox.Type.Optional(_typebox.Type.Record(_typebox.Type.String(), _typebox.Type.String(), {
        description: 'Receipt ID → where its receipts go.'
    })),
    isUnderReview: _typebox.Type.Optional(_typebox.Type.Boolean({
        description: 'true: test messages only.'
    })),
    hasSystemMessages: _typebox.Type.Optional(_typebox.Type.Boolean({
        description: 'false: the switch of the console is off.'
    })),
    testDevices: _typebox.Type.Optional(_typebox.Type.Array(_typebox.Type.String(), {
        maxItems: 20,
        description: 'Those who get test messages.'
    })),
    defaultClassification: _typebox.Type.Optional(_typebox.Type.Union([
        _typebox.Type.Literal(0),
        _typebox.Type.Literal(1)
    ], {
        description: "What a message without class and category is. Absent: 1, as in vivo's newest document."
    })),
    refusesTestWords: _typebox.Type.Optional(_typebox.Type.Boolean({
        description: 'true: formal messages that look like a test are refused.'
    })),
    requestsPerSecond: _typebox.Type.Optional(_typebox.Type.Integer({
        minimum: 1,
        description: 'Absent: 3000, the lowest tier.'
    })),
    loginsPerSecond: _typebox.Type.Optional(_typebox.Type.Integer({
        minimum: 1,
        description: 'Absent: 10.'
    })),
    quotas: _typebox.Type.Optional(_typebox.Type.Object({
        system: _typebox.Type.Optional(Quota),
        operation: _typebox.Type.Optional(Quota),
        saved: _typebox.Type.Optional(_typebox.Type.Integer({
            minimum: 0,
            description: 'Saved messages a day.'
        }))
    }, {
        description: 'Absent: not reached.',
        additionalProperties: false
    })),
    deviceQuota: _typebox.Type.Optional(_typebox.Type.Integer({
        minimum: 0,
        description: 'Operation messages that one phone shows a day. Absent: 2.'
    }))
}, {
    additionalProperties: false
});
