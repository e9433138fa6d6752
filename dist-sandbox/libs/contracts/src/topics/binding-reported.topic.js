// A client reports its certificate id and vendor token after login, or that it wants no push.
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
    get BindingReported () {
        return BindingReported;
    },
    get bindingReported () {
        return bindingReported;
    }
});
const _typebox = require("@sinclair/typebox");
const _keys = require("../keys");
const _topic = require("../topic");
const _values = require("../values");
const BindingReported = _typebox.Type.Object({
    app: _values.AppId,
    user: _values.UserId,
    device: _values.DeviceId,
    session: _values.SessionId,
    binding: _typebox.Type.Union([
        _typebox.Type.Object({
            certificateId: _values.CertificateId,
            token: _values.Token
        }),
        _typebox.Type.Null()
    ], {
        description: 'How the vendor reaches this device. null: push off until the next report.'
    }),
    reportedAtMs: _typebox.Type.Optional((0, _values.SaidAtMs)("When the client reported. Absent: the record's time stamp."))
});
const bindingReported = (0, _topic.defineTopic)({
    name: 'binding.reported.v1',
    writer: 'im-gateway',
    says: 'A client reported how its vendor reaches it, or that push is off.',
    schema: BindingReported,
    key: _keys.userKey,
    keyedBy: 'app + "/" + user',
    retention: {
        deleteAfterMs: 7 * _topic.DAY_MS
    },
    partitions: 12,
    examples: {
        usual: {
            app: 'demo',
            user: 'bob',
            device: 'bobs-phone',
            session: 's-1',
            binding: {
                certificateId: 1,
                token: 'ok-bobs-phone'
            }
        },
        pushOff: {
            app: 'demo',
            user: 'bob',
            device: 'bobs-phone',
            session: 's-1',
            binding: null
        }
    }
});
