// A vendor told what became of a push after it took it. Receipts may come never, late, twice and in any order.
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
    get PushReceipted () {
        return PushReceipted;
    },
    get pushReceipted () {
        return pushReceipted;
    },
    get receiptContextOf () {
        return receiptContextOf;
    },
    get receiptPathOf () {
        return receiptPathOf;
    }
});
const _typebox = require("@sinclair/typebox");
const _topic = require("../topic");
const _values = require("../values");
const RECEIPT_EVENTS = [
    'arrived',
    'clicked',
    'removed',
    'blocked',
    'token-dead'
];
const Digest = (description)=>_typebox.Type.String({
        pattern: '^[A-Za-z0-9_-]{22}$',
        maxLength: 22,
        description
    });
const PushReceipted = _typebox.Type.Object({
    app: _values.AppId,
    vendor: _values.VendorId,
    certificateId: _values.CertificateId,
    event: (0, _values.oneOf)(RECEIPT_EVENTS, 'What happened on the phone. blocked: its user wants no notifications of the app.'),
    targetId: _typebox.Type.Optional(_values.TargetId),
    messageKey: _typebox.Type.Optional(Digest('Computed from app and message id. With a target id only.')),
    tokenHash: _typebox.Type.Optional(Digest('Which token the vendor names: tokenHashOf it.')),
    token: _typebox.Type.Optional(_values.Token),
    successor: _typebox.Type.Optional(_values.Token),
    vendorMessageId: _typebox.Type.Optional((0, _values.text)(200, 'Under this id the vendor knows the call.')),
    code: _typebox.Type.Optional((0, _values.text)(100, "The vendor's code.")),
    atMs: (0, _values.EpochMs)('When it happened, as far as the vendor says, else when we were told.')
});
const receiptContextOf = ({ app, certificateId })=>[
        'receipts',
        app,
        certificateId
    ].join('|');
const receiptPathOf = (certificate, mac)=>`/receipts/${certificate.certificateId}/${mac(receiptContextOf(certificate))}`;
const phone = {
    app: 'demo',
    vendor: 'xiaomi',
    certificateId: 1,
    tokenHash: 'rT9nYb0cQ2mWv5xLk8pJdA',
    atMs: 1_790_000_001_000
};
const pushReceipted = (0, _topic.defineTopic)({
    name: 'push.receipted.v1',
    writer: 'dispatch',
    says: 'A vendor called back about a push that it took, or about a token. token and successor: token-dead only.',
    schema: PushReceipted,
    key: ({ app, certificateId, targetId, tokenHash })=>`${app}/${targetId ?? tokenHash ?? String(certificateId)}`,
    keyedBy: 'app + "/" + target id, else token hash, else certificate id',
    retention: {
        deleteAfterMs: 7 * _topic.DAY_MS
    },
    partitions: 12,
    examples: {
        arrived: {
            ...phone,
            event: 'arrived',
            targetId: 'Xf2PqJcV0mB1sT8hYk3L9w',
            messageKey: 'u8Vd3KQm1xZb7RfT0cWnEg',
            vendorMessageId: 'scm01a60443521684347Uj',
            code: '1'
        },
        replacedToken: {
            ...phone,
            event: 'token-dead',
            token: 'ok-bobs-phone',
            successor: 'ok-bobs-phone-2',
            code: '16'
        },
        ofAnUnknownPush: {
            app: 'demo',
            vendor: 'vivo',
            certificateId: 2,
            event: 'clicked',
            atMs: 1_790_000_001_000
        }
    }
});
