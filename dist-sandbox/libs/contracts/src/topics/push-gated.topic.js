// Presence decided which devices may be pushed for a message, and which not, each with its reason.
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
    get GatedDevice () {
        return GatedDevice;
    },
    get MAX_DEVICES () {
        return MAX_DEVICES;
    },
    get PushGated () {
        return PushGated;
    },
    get PushHeader () {
        return PushHeader;
    },
    get StoppedAtGate () {
        return StoppedAtGate;
    },
    get pushGated () {
        return pushGated;
    }
});
const _typebox = require("@sinclair/typebox");
const _keys = require("../keys");
const _pushcontent = require("./push-content");
const _reasons = require("../reasons/reasons");
const _topic = require("../topic");
const _values = require("../values");
const PushHeader = _typebox.Type.Object({
    app: _values.AppId,
    messageId: _values.MessageId,
    conversation: _values.ConversationId,
    contentHash: _values.ContentHash,
    sentAtMs: (0, _values.EpochMs)('When the message was sent.'),
    expiresAtMs: (0, _values.EpochMs)('No vendor is called after this.'),
    notes: _typebox.Type.Optional((0, _values.listOf)((0, _values.text)(200, 'What, and why.'), 20, 'What was cut or repaired in the message at the door.'))
});
const MAX_DEVICES = 1000;
const GatedDevice = _typebox.Type.Object({
    user: _values.UserId,
    device: _values.DeviceId,
    session: _values.SessionId
});
const StoppedAtGate = _typebox.Type.Object({
    user: _values.UserId,
    device: _typebox.Type.Optional(_values.DeviceId),
    reason: (0, _values.oneOf)((0, _reasons.codesOf)(_reasons.GATE_REASONS), 'Why not. Without a device: for the recipient as a whole.')
});
const PushGated = _typebox.Type.Composite([
    PushHeader,
    _typebox.Type.Object({
        content: _pushcontent.PushContent,
        onward: (0, _values.listOf)(GatedDevice, MAX_DEVICES, 'Devices that may be pushed.'),
        stopped: (0, _values.listOf)(StoppedAtGate, MAX_DEVICES, 'Devices and recipients that may not.')
    })
]);
const header = {
    app: 'demo',
    messageId: 'm-1001',
    conversation: 'c2c-alice-bob',
    contentHash: 'v1CtwmT9wDn3xHbSd4f7Qw',
    sentAtMs: 1_790_000_000_000,
    expiresAtMs: 1_790_086_400_000
};
const pushGated = (0, _topic.defineTopic)({
    name: 'push.gated.v1',
    writer: 'presence',
    says: 'Presence decided who may be pushed for a message.',
    schema: PushGated,
    key: _keys.conversationKey,
    keyedBy: 'app + "/" + conversation',
    retention: {
        deleteAfterMs: 3 * _topic.DAY_MS
    },
    partitions: 24,
    examples: {
        usual: {
            ...header,
            content: {
                title: 'Alice',
                text: 'Are you coming tonight?'
            },
            onward: [
                {
                    user: 'bob',
                    device: 'bobs-phone',
                    session: 's-1'
                }
            ],
            stopped: [
                {
                    user: 'bob',
                    device: 'bobs-laptop',
                    reason: 'not-pushable'
                }
            ]
        },
        nobody: {
            ...header,
            content: {},
            onward: [],
            stopped: [
                {
                    user: 'mallory',
                    reason: 'unknown-user'
                }
            ]
        }
    }
});
