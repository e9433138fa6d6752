// A customer's app at the fake Xiaomi: what its console would hold.
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
    get XiaomiTenant () {
        return XiaomiTenant;
    },
    get classOf () {
        return classOf;
    }
});
const _typebox = require("@sinclair/typebox");
const Quota = _typebox.Type.Integer({
    minimum: 0,
    description: 'Messages a day.'
});
const XiaomiTenant = _typebox.Type.Object({
    appSecret: _typebox.Type.String({
        minLength: 1,
        maxLength: 128
    }),
    packageNames: _typebox.Type.Array(_typebox.Type.String({
        minLength: 1
    }), {
        minItems: 1
    }),
    appId: _typebox.Type.Optional(_typebox.Type.String()),
    enabled: _typebox.Type.Optional(_typebox.Type.Boolean({
        description: 'false: blacklisted.'
    })),
    channels: _typebox.Type.Optional(_typebox.Type.Record(_typebox.Type.String(), _typebox.Type.Union([
        _typebox.Type.Literal('private'),
        _typebox.Type.Literal('public')
    ]), {
        description: 'Approved channels. Any other is refused.'
    })),
    defaultClass: _typebox.Type.Optional(_typebox.Type.Boolean({
        description: 'true: an app of the old classification, whose messages without a channel are of the default class. Absent: refused.'
    })),
    templates: _typebox.Type.Optional(_typebox.Type.Record(_typebox.Type.String(), _typebox.Type.Array(_typebox.Type.String()), {
        description: 'Template → its variables.'
    })),
    needsTemplate: _typebox.Type.Optional(_typebox.Type.Boolean({
        description: 'true: a private message without a template is refused, as of apps created since 2026-07-01, and of all from 2026-12-31 on.'
    })),
    httpsCallbacks: _typebox.Type.Optional(_typebox.Type.Boolean({
        description: 'true: receipt addresses with https are taken. Absent: refused with 65038, because the document names http only.'
    })),
    requestsPerSecond: _typebox.Type.Optional(_typebox.Type.Integer({
        minimum: 1,
        description: 'Absent: 500, the lowest tier.'
    })),
    quotas: _typebox.Type.Optional(_typebox.Type.Object({
        default: _typebox.Type.Optional(Quota),
        public: _typebox.Type.Optional(Quota)
    }, {
        description: 'Absent: not reached.',
        additionalProperties: false
    })),
    deviceQuota: _typebox.Type.Optional(_typebox.Type.Integer({
        minimum: 0,
        description: 'Default-class messages that one phone shows a day. Absent: all.'
    }))
}, {
    additionalProperties: false
});
const classOf = (tenant, channel)=>channel === undefined ? 'default' : tenant.channels?.[channel] ?? 'default';
