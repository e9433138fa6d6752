// A team at the fake APNs: its apps, keys and certificates, as Apple's developer pages would hold them.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "ApnsTenant", {
    enumerable: true,
    get: function() {
        return ApnsTenant;
    }
});
const _typebox = require("@sinclair/typebox");
const Environments = _typebox.Type.Optional(_typebox.Type.Array(_typebox.Type.Union([
    _typebox.Type.Literal('production'),
    _typebox.Type.Literal('development')
]), {
    minItems: 1,
    description: 'Absent: both, as the keys made before 2025.'
}));
const ApnsTenant = _typebox.Type.Object({
    teamId: _typebox.Type.String({
        pattern: '^[A-Z0-9]{10}$'
    }),
    bundleIds: _typebox.Type.Array(_typebox.Type.String({
        minLength: 1
    }), {
        minItems: 1
    }),
    keys: _typebox.Type.Optional(_typebox.Type.Array(_typebox.Type.Object({
        keyId: _typebox.Type.String({
            pattern: '^[A-Z0-9]{10}$'
        }),
        publicKey: _typebox.Type.String({
            pattern: '^-----BEGIN PUBLIC KEY-----'
        }),
        environments: Environments,
        bundleIds: _typebox.Type.Optional(_typebox.Type.Array(_typebox.Type.String({
            minLength: 1
        }), {
            description: 'Absent: all of the team.'
        }))
    }, {
        additionalProperties: false
    }))),
    certificates: _typebox.Type.Optional(_typebox.Type.Array(_typebox.Type.Object({
        pem: _typebox.Type.String({
            pattern: '^-----BEGIN CERTIFICATE-----'
        }),
        environments: Environments,
        isMultiTopic: _typebox.Type.Optional(_typebox.Type.Boolean({
            description: 'true: a request without apns-topic is refused.'
        }))
    }, {
        additionalProperties: false
    }))),
    deviceMessagesPerSecond: _typebox.Type.Optional(_typebox.Type.Integer({
        minimum: 0,
        description: 'Absent: 100.'
    })),
    badTokensPerConnection: _typebox.Type.Optional(_typebox.Type.Integer({
        minimum: 1,
        description: 'So many end a connection. Absent: 100.'
    }))
}, {
    additionalProperties: false
});
