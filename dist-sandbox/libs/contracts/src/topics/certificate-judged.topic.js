// What a lane found out about its credential. Dispatch learns it from the vendor's answers; certificates shows it as `health`.
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
    get CREDENTIAL_STATES () {
        return CREDENTIAL_STATES;
    },
    get CertificateJudged () {
        return CertificateJudged;
    },
    get certificateJudged () {
        return certificateJudged;
    }
});
const _typebox = require("@sinclair/typebox");
const _topic = require("../topic");
const _values = require("../values");
const CREDENTIAL_STATES = [
    'good',
    'refused',
    'unopened'
];
const CertificateJudged = _typebox.Type.Object({
    certificateId: _values.CertificateId,
    app: _values.AppId,
    vendor: _values.VendorId,
    version: _typebox.Type.Integer({
        minimum: 1,
        description: 'The version of the certificate that was judged.'
    }),
    state: (0, _values.oneOf)(CREDENTIAL_STATES, 'good: the vendor takes it. refused: the vendor does not. unopened: no key of our ring opens the sealed credential.'),
    sinceMs: (0, _values.EpochMs)('Since when it has been in this state without a break.'),
    judgedAtMs: (0, _values.EpochMs)('When the last answer came that this rests on.'),
    code: _typebox.Type.Optional((0, _values.text)(100, "The vendor's code. refused only.")),
    says: _typebox.Type.Optional((0, _values.text)(500, "The vendor's own words, or ours for a box that stays shut.")),
    tryAgainAtMs: _typebox.Type.Optional((0, _values.EpochMs)('When one push or a probe will ask the vendor again. refused only.'))
});
const xiaomi = {
    certificateId: 1,
    app: 'demo',
    vendor: 'xiaomi',
    version: 2
};
const certificateJudged = (0, _topic.defineTopic)({
    name: 'certificate.judged.v1',
    writer: 'dispatch',
    says: 'A lane learned that the credential of its certificate is refused, good (again), or cannot be opened.',
    schema: CertificateJudged,
    key: (event)=>String(event.certificateId),
    keyedBy: 'certificate id',
    retention: {
        compacted: true
    },
    partitions: 6,
    examples: {
        refused: {
            ...xiaomi,
            state: 'refused',
            sinceMs: 1_790_000_000_000,
            judgedAtMs: 1_790_000_060_000,
            code: '21301',
            says: 'auth failed',
            tryAgainAtMs: 1_790_000_120_000
        },
        resumed: {
            ...xiaomi,
            state: 'good',
            sinceMs: 1_790_000_120_000,
            judgedAtMs: 1_790_000_120_000
        },
        unopened: {
            ...xiaomi,
            state: 'unopened',
            sinceMs: 1_790_000_000_000,
            judgedAtMs: 1_790_000_000_000,
            says: 'sealed with key k2, which is not in the ring'
        }
    }
});
