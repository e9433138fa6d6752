// A binding of a device began, ended or was refused. Dispatch withdraws what waits for an ended one.
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
    get BindingChanged () {
        return BindingChanged;
    },
    get REFUSAL_CAUSES () {
        return REFUSAL_CAUSES;
    },
    get SESSION_END_CAUSES () {
        return SESSION_END_CAUSES;
    },
    get SILENCING_CAUSES () {
        return SILENCING_CAUSES;
    },
    get UNBIND_CAUSES () {
        return UNBIND_CAUSES;
    },
    get bindingChanged () {
        return bindingChanged;
    }
});
const _typebox = require("@sinclair/typebox");
const _keys = require("../keys");
const _topic = require("../topic");
const _values = require("../values");
const SESSION_END_CAUSES = [
    'logged-out',
    'kicked',
    'invalidated'
];
const SILENCING_CAUSES = [
    ...SESSION_END_CAUSES,
    'superseded',
    'other-user',
    'push-off'
];
const UNBIND_CAUSES = [
    ...SESSION_END_CAUSES,
    'push-off',
    'moved',
    'replaced',
    'superseded',
    'other-user',
    'token-dead',
    'unbound'
];
const REFUSAL_CAUSES = [
    'not-logged-in',
    'session-ended',
    'unknown-certificate',
    'certificate-deleted',
    'bad-token',
    'older-report',
    'no-login-in-time'
];
const BindingChanged = _typebox.Type.Object({
    app: _values.AppId,
    user: _values.UserId,
    device: _values.DeviceId,
    session: _values.SessionId,
    change: (0, _values.oneOf)([
        'bound',
        'unbound',
        'refused'
    ], 'What happened.'),
    cause: (0, _values.oneOf)([
        'reported',
        ...UNBIND_CAUSES,
        ...REFUSAL_CAUSES
    ], 'Why. moved: another user bound the token. replaced: the device reported another token. superseded: a newer session of the device.'),
    certificateId: _typebox.Type.Optional(_values.CertificateId),
    vendor: _typebox.Type.Optional(_values.VendorId),
    tokenHash: _typebox.Type.Optional(_typebox.Type.String({
        pattern: '^[A-Za-z0-9_-]{22}$',
        maxLength: 22,
        description: 'Which token began or ended: tokenHashOf it.'
    })),
    token: _typebox.Type.Optional(_values.Token),
    replaces: _typebox.Type.Optional(_typebox.Type.String({
        pattern: '^[A-Za-z0-9_-]{22}$',
        maxLength: 22,
        description: 'bound only: the token that reached this session until now, by its hash.'
    })),
    replacesCertificateId: _typebox.Type.Optional(_values.CertificateId),
    atMs: (0, _values.EpochMs)('When the fact behind it happened.'),
    decidedAtMs: _typebox.Type.Optional((0, _values.EpochMs)('When it was decided. Of what is told of one session, the last decision counts, in the order of the log if two have one time.'))
});
const bob = {
    app: 'demo',
    user: 'bob',
    device: 'bobs-phone',
    session: 's-1'
};
const bindingChanged = (0, _topic.defineTopic)({
    name: 'binding.changed.v1',
    writer: 'device-bindings',
    says: 'A binding began, ended or was refused. token: of a binding that began only. replacesCertificateId: the same token was reached under that certificate until now.',
    schema: BindingChanged,
    key: _keys.userKey,
    keyedBy: 'app + "/" + user',
    retention: {
        deleteAfterMs: 7 * _topic.DAY_MS
    },
    partitions: 12,
    examples: {
        bound: {
            ...bob,
            change: 'bound',
            cause: 'reported',
            certificateId: 1,
            vendor: 'xiaomi',
            tokenHash: 'rT9nYb0cQ2mWv5xLk8pJdA',
            token: 'ok-bobs-phone',
            atMs: 1_790_000_000_000
        },
        loggedOut: {
            ...bob,
            change: 'unbound',
            cause: 'logged-out',
            certificateId: 1,
            vendor: 'xiaomi',
            tokenHash: 'rT9nYb0cQ2mWv5xLk8pJdA',
            atMs: 1_790_000_100_000
        },
        refused: {
            ...bob,
            change: 'refused',
            cause: 'not-logged-in',
            atMs: 1_790_000_200_000
        }
    }
});
