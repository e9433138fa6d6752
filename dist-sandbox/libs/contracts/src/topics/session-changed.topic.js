// A session of a user changed: login, link or app phase. The IM gateway says so, in any order and any number of times.
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
    get SESSION_CHANGES () {
        return SESSION_CHANGES;
    },
    get SessionChange () {
        return SessionChange;
    },
    get SessionChanged () {
        return SessionChanged;
    },
    get sessionChanged () {
        return sessionChanged;
    }
});
const _typebox = require("@sinclair/typebox");
const _keys = require("../keys");
const _topic = require("../topic");
const _values = require("../values");
const SESSION_CHANGES = [
    'logged-in',
    'connected',
    'disconnected',
    'foreground',
    'background',
    'logged-out',
    'kicked',
    'invalidated'
];
const SessionChange = (0, _values.oneOf)(SESSION_CHANGES, 'logged-in begins a session, connected and in the foreground; connected and disconnected are its link (repeat connected as a heartbeat, at least every 2 minutes); ' + 'foreground and background its app phase; logged-out, kicked and invalidated end it.');
const SessionChanged = _typebox.Type.Object({
    app: _values.AppId,
    user: _values.UserId,
    device: _values.DeviceId,
    session: _values.SessionId,
    platform: _typebox.Type.Optional(_values.Platform),
    change: SessionChange,
    link: _typebox.Type.Optional(_values.LinkId),
    gateway: _typebox.Type.Optional(_values.GatewayId),
    atMs: _typebox.Type.Optional((0, _values.SaidAtMs)("When it happened. Absent: the record's time stamp.")),
    detail: _typebox.Type.Optional((0, _values.text)(200, 'For people: "closed by peer", "logged in on Pixel 9".'))
});
const sessionChanged = (0, _topic.defineTopic)({
    name: 'session.changed.v1',
    writer: 'im-gateway',
    door: 'presence',
    says: "A session's login, link or app phase changed.",
    schema: SessionChanged,
    key: _keys.userKey,
    keyedBy: 'app + "/" + user',
    retention: {
        deleteAfterMs: 7 * _topic.DAY_MS
    },
    partitions: 12,
    examples: {
        login: {
            app: 'demo',
            user: 'bob',
            device: 'bobs-phone',
            session: 's-1',
            platform: 'android',
            change: 'logged-in'
        },
        killed: {
            app: 'demo',
            user: 'bob',
            device: 'bobs-phone',
            session: 's-1',
            change: 'disconnected',
            detail: 'connection closed'
        },
        logout: {
            app: 'demo',
            user: 'bob',
            device: 'bobs-phone',
            session: 's-1',
            change: 'logged-out'
        },
        linkLost: {
            app: 'demo',
            user: 'bob',
            device: 'bobs-phone',
            session: 's-1',
            change: 'disconnected',
            link: 'l-7f3a',
            gateway: 'gateway-2',
            detail: 'no heartbeat for 90 s'
        },
        kicked: {
            app: 'demo',
            user: 'bob',
            device: 'bobs-phone',
            session: 's-1',
            change: 'kicked',
            detail: 'logged in on bobs-tablet'
        }
    }
});
