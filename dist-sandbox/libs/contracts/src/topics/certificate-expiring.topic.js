// A credential has an end: a .p12, a signing key or an account that its vendor stops taking on a day that is known before.
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
    get CertificateExpiring () {
        return CertificateExpiring;
    },
    get certificateExpiring () {
        return certificateExpiring;
    }
});
const _typebox = require("@sinclair/typebox");
const _topic = require("../topic");
const _values = require("../values");
const CertificateExpiring = _typebox.Type.Object({
    certificateId: _values.CertificateId,
    app: _values.AppId,
    vendor: _values.VendorId,
    name: (0, _values.text)(100, 'For people.'),
    version: _typebox.Type.Integer({
        minimum: 1,
        description: 'The version whose credential ends.'
    }),
    what: (0, _values.text)(64, 'What ends, for instance "p12".'),
    expiresAtMs: (0, _values.EpochMs)('When the vendor stops taking it.'),
    daysLeft: _typebox.Type.Integer({
        description: 'Whole days until then. 0 or less: it is over.'
    })
});
const certificateExpiring = (0, _topic.defineTopic)({
    name: 'certificate.expiring.v1',
    writer: 'certificates',
    says: 'The credential of a certificate ends in 30, 7 or 1 days, or is over. Told once for each.',
    schema: CertificateExpiring,
    key: (event)=>String(event.certificateId),
    keyedBy: 'certificate id',
    retention: {
        compacted: true
    },
    partitions: 6,
    examples: {
        inAMonth: {
            certificateId: 7,
            app: 'demo',
            vendor: 'apns',
            name: 'iPhone production',
            version: 1,
            what: 'p12',
            expiresAtMs: 1_792_592_000_000,
            daysLeft: 30
        }
    }
});
