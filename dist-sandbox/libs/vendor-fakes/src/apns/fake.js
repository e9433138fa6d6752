// APNs, imitated: HTTP/2 only, one team to a connection, rules in the sheet's order, one entry on a phone for a collapse id.
// Tokens choose: "dead-…", "expired-…", "foreign-…", "malformed-…", "sandbox-…", "leaving-…" and what all fakes know, in hex.
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
    get ApnsFake () {
        return ApnsFake;
    },
    get newFake () {
        return newFake;
    }
});
const _value = require("@sinclair/typebox/value");
const _phones = require("../host/phones");
const _rate = require("../host/rate");
const _fakeaccess = require("./fake-access");
const _fakeanswers = require("./fake-answers");
const _fakerequest = require("./fake-request");
const _fakerules = require("./fake-rules");
const _faketenant = require("./fake-tenant");
const _sample = require("./sample");
/** Seen in 2021 (sheet, 1). The limit falls with errors, here by ten streams each. */ const STREAMS = 1_000;
const STREAMS_PER_ERROR = 10;
const LEAST_STREAMS = 100;
const USUAL_RATE = 100;
const USUAL_BAD_TOKENS = 100;
/** More phones than any test has; beyond, all rates begin anew. */ const MAX_RATES = 100_000;
const TOO_MANY_UPDATES = 'TooManyProviderTokenUpdates';
let ApnsFake = class ApnsFake {
    vendor = 'apns';
    phones = new _phones.Phones();
    sample = _sample.sample;
    ownPaths = /^\/3\//;
    countsStreams = true;
    wordOf = _sample.wordOf;
    gate = new _fakeaccess.Gate();
    /** Connections on which provider tokens were renewed too often: only a new one helps (sheet, 2a). */ spoilt = new WeakSet();
    records = new WeakMap();
    rates = new Map();
    entries = 0;
    admit(tenant) {
        if (_value.Value.Check(_faketenant.ApnsTenant, tenant)) return this.gate.admit(tenant);
        const first = _value.Value.Errors(_faketenant.ApnsTenant, tenant).First();
        return `${first?.path ?? ''}: ${first?.message ?? 'not a tenant'}`;
    }
    read(request) {
        return (0, _fakerequest.readRequest)(request);
    }
    answer(call, nowMs) {
        if (call.connection === undefined) return _fakeanswers.wrongProtocol;
        if (this.spoilt.has(call.connection.key)) return (0, _fakeanswers.refusal)(TOO_MANY_UPDATES, call.headers['apns-id'], nowMs);
        const problem = (0, _fakerules.problemOfPath)(call);
        const admission = problem === undefined ? this.gate.enter(call, nowMs) : {
            reason: problem
        };
        const reason = 'reason' in admission ? admission.reason : (0, _fakerules.problemOf)(call, admission) ?? this.overRate(call, admission, nowMs);
        this.keepRecord(call.connection, admission, reason);
        if (reason === TOO_MANY_UPDATES) this.spoilt.add(call.connection.key);
        if (reason !== undefined) return (0, _fakeanswers.refusal)(reason, call.headers['apns-id'], nowMs);
        this.ring(call, nowMs);
        if ((0, _sample.wordOf)(call.token ?? '').startsWith('leaving-')) call.connection.leave('{"reason":"Shutdown"}');
        return (0, _fakeanswers.taken)(call.headers['apns-id'], call.environment === 'development');
    }
    /** Without a code: what all pushes of a sender suffer from, not one phone's rate. */ refuse(code, nowMs, call) {
        const reason = code ?? TOO_MANY_UPDATES;
        if (reason === TOO_MANY_UPDATES && call.connection !== undefined) this.spoilt.add(call.connection.key);
        return (0, _fakeanswers.refusal)(reason, call.headers['apns-id'], nowMs);
    }
    fault(status, nowMs, call) {
        return {
            ...(0, _fakeanswers.refusal)((0, _fakeanswers.reasonUnder)(status), call.headers['apns-id'], nowMs),
            status
        };
    }
    forget() {
        this.phones.clear();
        this.rates.clear();
    }
    /** One stream until a credential was accepted, then many; fewer with every error, and none after many bad tokens (sheet, 1). */ keepRecord(connection, admission, reason) {
        if ('reason' in admission) return;
        const record = this.records.get(connection.key) ?? {
            errors: 0,
            badTokens: 0
        };
        this.records.set(connection.key, record);
        // A dead token is no error of the sender's.
        if (reason !== undefined && reason !== 'Unregistered' && reason !== 'ExpiredToken') record.errors++;
        if (reason === 'BadDeviceToken') record.badTokens++;
        connection.allow(Math.max(LEAST_STREAMS, STREAMS - STREAMS_PER_ERROR * record.errors));
        const most = admission.team.tenant.badTokensPerConnection ?? USUAL_BAD_TOKENS;
        if (reason === 'BadDeviceToken' && record.badTokens === most) {
            connection.leave('{"reason":"BadDeviceToken"}');
        }
    }
    overRate({ token = '' }, admission, nowMs) {
        if ('reason' in admission) return undefined;
        if (this.rates.size > MAX_RATES) this.rates = new Map();
        const perSecond = admission.team.tenant.deviceMessagesPerSecond ?? USUAL_RATE;
        const rate = this.rates.get(token) ?? new _rate.Rate(perSecond);
        this.rates.set(token, rate);
        return rate.mayPass(nowMs) ? undefined : 'TooManyRequests';
    }
    /** The same collapse id replaces and alerts again; without one every push is an entry of its own. */ ring({ token = '', headers, payload = {}, messages }, nowMs) {
        if (headers['apns-push-type'] === 'background') return;
        const { title, text, ext, click } = (0, _fakerequest.screenOf)(payload);
        this.phones.ring(token, {
            notifyId: headers['apns-collapse-id'] ?? `push-${++this.entries}`,
            title,
            text,
            ...ext !== undefined && {
                ext
            },
            click,
            contentHash: messages[0]?.contentHash ?? '',
            atMs: nowMs
        });
    }
};
const newFake = ()=>new ApnsFake();
