// A customer's app at the fake Huawei: what AppGallery Connect would hold.
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
    get HuaweiTenant () {
        return HuaweiTenant;
    },
    get USUAL () {
        return USUAL;
    }
});
const _typebox = require("@sinclair/typebox");
const Digits = _typebox.Type.String({
    pattern: '^[0-9]{1,64}$'
});
const Name = _typebox.Type.String({
    minLength: 1,
    maxLength: 200
});
const Count = _typebox.Type.Integer({
    minimum: 0
});
const HuaweiTenant = _typebox.Type.Object({
    appId: Digits,
    clientId: _typebox.Type.Optional(Digits),
    clientSecret: _typebox.Type.Optional(_typebox.Type.String({
        minLength: 1,
        maxLength: 256
    })),
    projectId: _typebox.Type.Optional(Digits),
    serviceAccounts: _typebox.Type.Optional(_typebox.Type.Array(_typebox.Type.Object({
        keyId: Name,
        subAccount: Name,
        publicKey: _typebox.Type.String({
            maxLength: 16_000
        })
    }), {
        description: 'Keys that may sign for the project; the public half in PEM.'
    })),
    enabled: _typebox.Type.Optional(_typebox.Type.Boolean({
        description: 'false: push is switched off for the app.'
    })),
    categories: _typebox.Type.Optional(_typebox.Type.Array(Name, {
        description: 'Granted. Others are silently taken for marketing. Absent: all are.'
    })),
    mayBeUrgent: _typebox.Type.Optional(_typebox.Type.Boolean({
        description: 'true: HIGH urgency is granted.'
    })),
    forbiddenWords: _typebox.Type.Optional(_typebox.Type.Array(Name)),
    receiptIds: _typebox.Type.Optional(_typebox.Type.Array(Name, {
        description: 'Receipt configurations that work. Absent: every one does.'
    })),
    receipts: _typebox.Type.Optional(_typebox.Type.Object({
        url: _typebox.Type.String(),
        user: _typebox.Type.Optional(Name),
        key: _typebox.Type.Optional(Name)
    }, {
        description: 'Where receipts go; signed if there are a user and a key (Base64). Absent: nowhere.'
    })),
    verifiedImages: _typebox.Type.Optional(_typebox.Type.Array(_typebox.Type.String(), {
        description: 'Images that HarmonyOS shows. Absent: every one.'
    })),
    devicesPerSecond: _typebox.Type.Optional(_typebox.Type.Integer({
        minimum: 1,
        description: 'Absent: 6000, the floor.'
    })),
    loginsPerWindow: _typebox.Type.Optional(_typebox.Type.Integer({
        minimum: 1,
        description: 'Token requests in five minutes. Absent: 1000.'
    })),
    accessTokenSeconds: _typebox.Type.Optional(_typebox.Type.Integer({
        minimum: 1,
        description: 'Absent: 3600.'
    })),
    marketingPerDevice: _typebox.Type.Optional(Count),
    servicePerDevice: _typebox.Type.Optional(Count),
    isAllIn200: _typebox.Type.Optional(_typebox.Type.Boolean({
        description: 'true: every code comes with HTTP 200, the only status under which some clients read it.'
    }))
}, {
    additionalProperties: false
});
const USUAL = {
    devicesPerSecond: 6_000,
    loginsPerWindow: 1_000,
    accessTokenSeconds: 3_600,
    marketingPerDevice: 2,
    servicePerDevice: 3_000
};
