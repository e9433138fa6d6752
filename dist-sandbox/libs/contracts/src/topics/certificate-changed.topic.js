// A certificate was created, edited, disabled or enabled. The credential travels sealed; only certificates and dispatch hold the key.
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
    get CertificateChanged () {
        return CertificateChanged;
    },
    get CertificateVersion () {
        return CertificateVersion;
    },
    get Sealed () {
        return Sealed;
    },
    get certificateChanged () {
        return certificateChanged;
    },
    get sealContextOf () {
        return sealContextOf;
    }
});
const _typebox = require("@sinclair/typebox");
const _topic = require("../topic");
const _values = require("../values");
const Sealed = _typebox.Type.Object({
    keyId: _typebox.Type.String({
        pattern: '^[A-Za-z0-9_-]{1,32}$',
        maxLength: 32,
        description: 'Which key of the key ring sealed it.'
    }),
    nonce: _typebox.Type.String({
        pattern: '^[A-Za-z0-9_-]{16}$',
        maxLength: 16,
        description: '12 bytes, base64url.'
    }),
    box: _typebox.Type.String({
        pattern: '^[A-Za-z0-9_-]{22,65536}$',
        maxLength: 65536,
        description: 'Cipher text and 16-byte tag, base64url.'
    })
});
const CertificateVersion = _typebox.Type.Object({
    version: _typebox.Type.Integer({
        minimum: 1,
        description: 'Counts the edits.'
    }),
    effectiveAtMs: (0, _values.EpochMs)('From then on this version is used.'),
    settings: _typebox.Type.Record(_typebox.Type.String(), _typebox.Type.Unknown(), {
        description: "What is not secret, in the vendor's own fields."
    }),
    credential: Sealed
});
const CertificateChanged = _typebox.Type.Object({
    certificateId: _values.CertificateId,
    app: _values.AppId,
    vendor: _values.VendorId,
    name: (0, _values.text)(100, 'For people.'),
    state: (0, _values.oneOf)([
        'enabled',
        'disabled',
        'deleted'
    ], 'A disabled certificate reaches nobody. A deleted one neither; it may be restored under its id.'),
    changedAtMs: (0, _values.EpochMs)('When it was saved.'),
    resumedAtMs: _typebox.Type.Optional((0, _values.EpochMs)('When somebody last asked to try its credential again: by saving, enabling, a good probe or `resume`.')),
    versions: (0, _values.listOf)(CertificateVersion, 2, 'The version in force and, if one waits for its time, the next.', 1)
});
const sealContextOf = (certificate)=>[
        certificate.app,
        certificate.certificateId,
        certificate.version,
        certificate.vendor
    ].join('|');
const sealed = {
    keyId: 'k1',
    nonce: 'AAAAAAAAAAAAAAAA',
    box: 'ZXhhbXBsZS1ib3gtbm90LWEtc2VjcmV0'
};
const settings = {
    packageName: 'com.example.im',
    channelId: '104551',
    appId: '2882300000000000001',
    click: {
        action: 'open-app'
    }
};
const certificateChanged = (0, _topic.defineTopic)({
    name: 'certificate.changed.v1',
    writer: 'certificates',
    says: 'A certificate was saved, disabled or enabled.',
    schema: CertificateChanged,
    key: (event)=>String(event.certificateId),
    keyedBy: 'certificate id',
    retention: {
        compacted: true
    },
    partitions: 6,
    examples: {
        created: {
            certificateId: 1,
            app: 'demo',
            vendor: 'xiaomi',
            name: 'Xiaomi production',
            state: 'enabled',
            changedAtMs: 1_790_000_000_000,
            versions: [
                {
                    version: 1,
                    effectiveAtMs: 1_790_000_600_000,
                    settings,
                    credential: sealed
                }
            ]
        },
        edited: {
            certificateId: 1,
            app: 'demo',
            vendor: 'xiaomi',
            name: 'Xiaomi production',
            state: 'enabled',
            changedAtMs: 1_790_003_000_000,
            versions: [
                {
                    version: 1,
                    effectiveAtMs: 1_790_000_600_000,
                    settings,
                    credential: sealed
                },
                {
                    version: 2,
                    effectiveAtMs: 1_790_003_600_000,
                    settings,
                    credential: sealed
                }
            ]
        }
    }
});
