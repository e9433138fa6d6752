// A customer's app at the fake OPPO: what its console would hold.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "OppoTenant", {
    enumerable: true,
    get: function() {
        return OppoTenant;
    }
});
const _typebox = require("@sinclair/typebox");
const PerDay = (description)=>_typebox.Type.Optional(_typebox.Type.Integer({
        minimum: 0,
        description
    }));
const OppoTenant = _typebox.Type.Object({
    appKey: _typebox.Type.String({
        minLength: 1,
        maxLength: 128
    }),
    masterSecret: _typebox.Type.String({
        minLength: 1,
        maxLength: 128
    }),
    appId: _typebox.Type.Optional(_typebox.Type.String({
        description: 'Stands in message ids and receipts. Absent: 3000000.'
    })),
    isDisabled: _typebox.Type.Optional(_typebox.Type.Boolean({
        description: 'true: code 28.'
    })),
    mayPush: _typebox.Type.Optional(_typebox.Type.Boolean({
        description: 'false: no permission for the API, code 30.'
    })),
    isBlacklisted: _typebox.Type.Optional(_typebox.Type.Boolean({
        description: 'true: its IP address is not let in, code 26.'
    })),
    categories: _typebox.Type.Optional(_typebox.Type.Array(_typebox.Type.String(), {
        description: 'Granted categories; any other is refused with 67. Absent: all.'
    })),
    mayAlertStrongly: _typebox.Type.Optional(_typebox.Type.Boolean({
        description: 'true: notify_level 16 is granted.'
    })),
    templates: _typebox.Type.Optional(_typebox.Type.Union([
        _typebox.Type.Array(_typebox.Type.String()),
        _typebox.Type.Record(_typebox.Type.String(), _typebox.Type.Object({
            title: _typebox.Type.Array(_typebox.Type.String()),
            content: _typebox.Type.Array(_typebox.Type.String())
        }, {
            additionalProperties: false
        }))
    ], {
        description: 'Approved private-message templates: their ids, or id → variables of title and content, all of which a message must bring. Absent: any.'
    })),
    needsTemplate: _typebox.Type.Optional(_typebox.Type.Boolean({
        description: 'true: IM without a template is refused with 54.'
    })),
    channels: _typebox.Type.Optional(_typebox.Type.Array(_typebox.Type.String(), {
        description: 'Registered channels. A message to another is accepted and never shown. Absent: any.'
    })),
    usersPerSecond: _typebox.Type.Optional(_typebox.Type.Integer({
        minimum: 1,
        description: 'Absent: 5000, the lowest tier.'
    })),
    marketingPerDay: PerDay('Content and marketing messages a day, then 33. Absent: not reached.'),
    savedPerDay: PerDay('Saved messages a day, then 42. Absent: not reached.'),
    marketingPerPhone: PerDay('Content and marketing messages a day and phone. Absent: 2.')
}, {
    additionalProperties: false
});
