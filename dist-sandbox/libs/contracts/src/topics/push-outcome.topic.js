// Targets ended. Each target appears once in the ledger; readers key by target id, since a record may come twice.
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
    get Outcome () {
        return Outcome;
    },
    get PushOutcome () {
        return PushOutcome;
    },
    get pushOutcome () {
        return pushOutcome;
    }
});
const _typebox = require("@sinclair/typebox");
const _keys = require("../keys");
const _reasons = require("../reasons/reasons");
const _topic = require("../topic");
const _values = require("../values");
const Outcome = _typebox.Type.Object({
    targetId: _values.TargetId,
    user: _values.UserId,
    device: _values.DeviceId,
    session: _values.SessionId,
    vendor: _values.VendorId,
    certificateId: _values.CertificateId,
    state: (0, _values.oneOf)((0, _reasons.codesOf)(_reasons.OUTCOME_STATES), 'How it ended.'),
    code: _typebox.Type.Optional((0, _values.text)(100, "The vendor's code, or our own check's, that led here.")),
    detail: _typebox.Type.Optional((0, _values.text)(200, 'For people.')),
    vendorMessageId: _typebox.Type.Optional((0, _values.text)(200, 'Under this id the vendor knows the call.')),
    notes: _typebox.Type.Optional((0, _values.listOf)((0, _values.text)(200, 'What the vendor cannot do and was left out.'), 20, 'Left out or changed for this vendor.')),
    attempts: _typebox.Type.Integer({
        minimum: 0,
        description: 'Vendor calls made, or possibly made.'
    }),
    inDoubt: _typebox.Type.Integer({
        minimum: 0,
        description: 'How many of them may have been a second ring: an earlier call had no answer.'
    }),
    token: _typebox.Type.Optional(_values.Token),
    tokenDeadAtMs: _typebox.Type.Optional((0, _values.EpochMs)('token-dead only: since when, as far as the vendor says. Bindings newer than this survive.')),
    calledAtMs: _typebox.Type.Optional((0, _values.EpochMs)('token-dead only: when the call began that met the dead token. Bindings newer than this survive.')),
    endedAtMs: (0, _values.EpochMs)('When it ended.')
});
const PushOutcome = _typebox.Type.Object({
    app: _values.AppId,
    messageId: _values.MessageId,
    conversation: _values.ConversationId,
    outcomes: (0, _values.listOf)(Outcome, 1000, 'Targets of this message that ended together.', 1)
});
const target = {
    targetId: 'Xf2PqJcV0mB1sT8hYk3L9w',
    user: 'bob',
    device: 'bobs-phone',
    session: 's-1',
    vendor: 'xiaomi',
    certificateId: 1
};
const message = {
    app: 'demo',
    messageId: 'm-1001',
    conversation: 'c2c-alice-bob'
};
const pushOutcome = (0, _topic.defineTopic)({
    name: 'push.outcome.v1',
    writer: 'dispatch',
    says: 'Targets of a message reached their end.',
    schema: PushOutcome,
    key: _keys.conversationKey,
    keyedBy: 'app + "/" + conversation',
    retention: {
        deleteAfterMs: 7 * _topic.DAY_MS
    },
    partitions: 24,
    examples: {
        usual: {
            ...message,
            outcomes: [
                {
                    ...target,
                    state: 'accepted',
                    vendorMessageId: 'scm01a60443521684347Uj',
                    attempts: 1,
                    inDoubt: 0,
                    endedAtMs: 1_790_000_000_120
                }
            ]
        },
        tokenDead: {
            ...message,
            outcomes: [
                {
                    ...target,
                    state: 'token-dead',
                    code: 'bad_regids',
                    token: 'ok-bobs-phone',
                    attempts: 1,
                    inDoubt: 0,
                    endedAtMs: 1_790_000_000_120
                }
            ]
        },
        unconfirmed: {
            ...message,
            outcomes: [
                {
                    ...target,
                    state: 'unconfirmed',
                    code: 'no-answer',
                    attempts: 3,
                    inDoubt: 2,
                    endedAtMs: 1_790_086_400_000
                }
            ]
        }
    }
});
