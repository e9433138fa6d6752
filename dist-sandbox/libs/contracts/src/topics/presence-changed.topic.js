// The public status of a device changed. For anyone who wants to listen; nothing on the push path reads it.
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
    get DeviceStatus () {
        return DeviceStatus;
    },
    get PresenceChanged () {
        return PresenceChanged;
    },
    get presenceChanged () {
        return presenceChanged;
    }
});
const _typebox = require("@sinclair/typebox");
const _keys = require("../keys");
const _topic = require("../topic");
const _values = require("../values");
const DeviceStatus = (0, _values.oneOf)([
    'online',
    'offline',
    'logged-out'
], 'online: connected. offline: logged in, but the link is down; this is who gets pushes. logged-out: no login.');
const PresenceChanged = _typebox.Type.Object({
    app: _values.AppId,
    user: _values.UserId,
    device: _values.DeviceId,
    session: _values.SessionId,
    status: DeviceStatus,
    phase: (0, _values.oneOf)([
        'foreground',
        'background',
        'unknown'
    ], 'What the client last said of its app.'),
    atMs: (0, _values.EpochMs)('When the fact behind it happened.'),
    refused: _typebox.Type.Optional((0, _values.oneOf)([
        'session-ended'
    ], 'A login or a sign of life came for a session that had ended, and changed nothing: a new login has a new session id.'))
});
const bob = {
    app: 'demo',
    user: 'bob',
    device: 'bobs-phone',
    session: 's-1'
};
const presenceChanged = (0, _topic.defineTopic)({
    name: 'presence.changed.v1',
    writer: 'presence',
    says: 'The public status of a device changed.',
    schema: PresenceChanged,
    key: _keys.userKey,
    keyedBy: 'app + "/" + user',
    retention: {
        deleteAfterMs: 7 * _topic.DAY_MS
    },
    partitions: 12,
    examples: {
        online: {
            ...bob,
            status: 'online',
            phase: 'foreground',
            atMs: 1_790_000_000_000
        },
        refused: {
            ...bob,
            status: 'logged-out',
            phase: 'unknown',
            atMs: 1_790_000_200_000,
            refused: 'session-ended'
        },
        killed: {
            ...bob,
            status: 'offline',
            phase: 'background',
            atMs: 1_790_000_100_000
        }
    }
});
