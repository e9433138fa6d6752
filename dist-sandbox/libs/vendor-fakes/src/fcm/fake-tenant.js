// A customer's project at the fake FCM: what Firebase's and Google Cloud's consoles would hold.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "FcmTenant", {
    enumerable: true,
    get: function() {
        return FcmTenant;
    }
});
const _typebox = require("@sinclair/typebox");
const Count = (description)=>_typebox.Type.Optional(_typebox.Type.Integer({
        minimum: 0,
        description
    }));
const FcmTenant = _typebox.Type.Object({
    projectId: _typebox.Type.String({
        minLength: 1
    }),
    projectNumber: _typebox.Type.Optional(_typebox.Type.String({
        pattern: '^[0-9]{1,20}$'
    })),
    serviceAccounts: _typebox.Type.Array(_typebox.Type.Object({
        clientEmail: _typebox.Type.String({
            minLength: 1
        }),
        publicKeys: _typebox.Type.Array(_typebox.Type.String({
            pattern: '^-----BEGIN PUBLIC KEY-----'
        }), {
            minItems: 1
        }),
        maySend: _typebox.Type.Optional(_typebox.Type.Boolean({
            description: 'false: without the permission cloudmessaging.messages.create.'
        }))
    }, {
        additionalProperties: false
    }), {
        minItems: 1
    }),
    packageNames: _typebox.Type.Optional(_typebox.Type.Array(_typebox.Type.String({
        minLength: 1
    }), {
        description: 'Absent: any.'
    })),
    apiEnabled: _typebox.Type.Optional(_typebox.Type.Boolean({
        description: 'false: the FCM API is not enabled.'
    })),
    hasAppleKey: _typebox.Type.Optional(_typebox.Type.Boolean({
        description: 'false: tokens "apple-…" and "web-…" have no key to be reached with.'
    })),
    messagesPerMinute: Count('Absent: 600,000.'),
    deviceMessagesPerMinute: Count('Absent: 240.'),
    deviceMessagesPerHour: Count('Absent: 5,000.')
}, {
    additionalProperties: false
});
