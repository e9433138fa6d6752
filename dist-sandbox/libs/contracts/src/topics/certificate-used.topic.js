// How many bindings name a certificate. Certificates deletes one that is in use only if it is told to.
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
    get CertificateUsed () {
        return CertificateUsed;
    },
    get certificateUsed () {
        return certificateUsed;
    }
});
const _typebox = require("@sinclair/typebox");
const _topic = require("../topic");
const _values = require("../values");
const CertificateUsed = _typebox.Type.Object({
    certificateId: _values.CertificateId,
    app: _values.AppId,
    bindings: _typebox.Type.Integer({
        minimum: 0,
        description: 'Live bindings of devices under this certificate.'
    }),
    countedAtMs: (0, _values.EpochMs)('When they were counted.')
});
const certificateUsed = (0, _topic.defineTopic)({
    name: 'certificate.used.v1',
    writer: 'device-bindings',
    says: 'The number of bindings under a certificate changed. Counted every few seconds, not at each report.',
    schema: CertificateUsed,
    key: (event)=>String(event.certificateId),
    keyedBy: 'certificate id',
    retention: {
        compacted: true
    },
    partitions: 6,
    examples: {
        counted: {
            certificateId: 1,
            app: 'demo',
            bindings: 1_204,
            countedAtMs: 1_790_000_000_000
        },
        free: {
            certificateId: 1,
            app: 'demo',
            bindings: 0,
            countedAtMs: 1_790_000_900_000
        }
    }
});
