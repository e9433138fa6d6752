// Device-bindings found the token of each device that may be pushed, or says why there is none.
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
    get PushAddressed () {
        return PushAddressed;
    },
    get StoppedAtAddressing () {
        return StoppedAtAddressing;
    },
    get Target () {
        return Target;
    },
    get pushAddressed () {
        return pushAddressed;
    }
});
const _typebox = require("@sinclair/typebox");
const _keys = require("../keys");
const _pushcontent = require("./push-content");
const _pushgatedtopic = require("./push-gated.topic");
const _reasons = require("../reasons/reasons");
const _topic = require("../topic");
const _values = require("../values");
const Target = _typebox.Type.Object({
    targetId: _values.TargetId,
    user: _values.UserId,
    device: _values.DeviceId,
    session: _values.SessionId,
    vendor: _values.VendorId,
    certificateId: _values.CertificateId,
    token: _values.Token
});
const StoppedAtAddressing = _typebox.Type.Object({
    user: _values.UserId,
    device: _values.DeviceId,
    reason: (0, _values.oneOf)((0, _reasons.codesOf)(_reasons.ADDRESS_REASONS), 'Why this device has no usable binding.')
});
const PushAddressed = _typebox.Type.Composite([
    _pushgatedtopic.PushHeader,
    _typebox.Type.Object({
        content: _pushcontent.PushContent,
        onward: (0, _values.listOf)(Target, _pushgatedtopic.MAX_DEVICES, 'Where to send it.'),
        stopped: (0, _values.listOf)(StoppedAtAddressing, _pushgatedtopic.MAX_DEVICES, 'Devices without a usable binding.')
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
const pushAddressed = (0, _topic.defineTopic)({
    name: 'push.addressed.v1',
    writer: 'device-bindings',
    says: 'Device-bindings decided which token reaches each device.',
    schema: PushAddressed,
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
                    targetId: 'Xf2PqJcV0mB1sT8hYk3L9w',
                    user: 'bob',
                    device: 'bobs-phone',
                    session: 's-1',
                    vendor: 'xiaomi',
                    certificateId: 1,
                    token: 'ok-bobs-phone'
                }
            ],
            stopped: []
        },
        unreachable: {
            ...header,
            content: {},
            onward: [],
            stopped: [
                {
                    user: 'bob',
                    device: 'bobs-phone',
                    reason: 'no-binding'
                }
            ]
        }
    }
});
