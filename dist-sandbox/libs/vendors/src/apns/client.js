// The call to Apple: many streams on few connections, one push in each. A push that was not taken for the connection's or the token's
// sake goes once more at once, within the same deadline.
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
    get Sender () {
        return Sender;
    },
    get open () {
        return open;
    }
});
const _http2 = require("../shared/http2");
const _noted = require("../shared/noted");
const _timeleft = require("../shared/time-left");
const _systemms = require("../shared/system-ms");
const _access = require("./access");
const _codes = require("./codes");
const _doubt = require("./doubt");
const _verdicts = require("./verdicts");
/** One carries a thousand streams where Apple allows them; others open when it is full. */ const CONNECTIONS = 4;
/** Values that differ from push to push, or are secret (sheet, 1 "HPACK"). */ const NEVER_INDEXED = [
    'authorization',
    'apns-id',
    'apns-collapse-id'
];
const NO_CALL = 'call left out: Apple does not take the PushKit token of the phone, a notification is sent instead';
const NOT_CALLED = 'Apple does not take the PushKit token of the phone, and what the call says is too long for a notification.';
function open(connection, calls, trusted) {
    const sender = new Sender(connection, calls, trusted);
    return {
        prepare: (deadlineMs)=>sender.prepare(deadlineMs),
        send: ({ request, deliveries }, deadlineMs, begin)=>sender.send(request, new _timeleft.TimeLeft(deadlineMs, begin)).then((verdict)=>deliveries.map(()=>verdict)),
        close: ()=>sender.close()
    };
}
let Sender = class Sender {
    access;
    origin;
    doubt = new _doubt.TokenDoubt();
    nowMs;
    constructor(connection, calls, trusted){
        const { endpoints, settings } = connection;
        this.access = (0, _access.accessOf)(connection);
        this.nowMs = connection.nowMs ?? _systemms.systemMs;
        this.origin = new _http2.Http2Origin(endpoints[settings.environment] ?? '', {
            connections: CONNECTIONS,
            calls,
            neverIndexed: NEVER_INDEXED,
            tls: {
                ...this.access.tls,
                ...trusted !== undefined && {
                    ca: trusted
                }
            }
        });
    }
    prepare(deadlineMs) {
        return this.access.atHand() === undefined ? this.whyNot(new _timeleft.TimeLeft(deadlineMs)) : undefined;
    }
    /** Nearly all pushes have all they need at hand and are settled by the first answer: they shall cost no more than that. */ send(request, left) {
        if (request.call !== undefined) return this.call(request, request.call, left);
        const shown = this.access.atHand();
        if (shown === undefined) return this.sendAfterWaiting(request, left);
        return this.attempt(request, shown, left).then((first)=>this.afterFirst(request, first, shown, left));
    }
    close() {
        return this.origin.close();
    }
    attempt({ path, headers, body }, { authorization }, left) {
        const request = {
            method: 'POST',
            path,
            headers,
            authorization,
            body
        };
        return left.exchange(this.origin, request).then((exchange)=>{
            const judgement = (0, _verdicts.judge)(exchange);
            if (judgement.leave !== undefined) this.origin.retire(judgement.leave);
            return judgement;
        });
    }
    /** What Apple says of a PushKit token it does not say of the phone. The phone was not called, so a notification is no second ring. */ async call(request, { instead }, left) {
        const { path, headers, body } = request;
        const verdict = await this.send({
            path,
            headers,
            body
        }, left);
        if (verdict.kind === 'accepted' || !_codes.ABOUT_THE_TOKEN.includes(verdict.code)) return verdict;
        if (instead === undefined) return {
            kind: 'refused',
            code: verdict.code,
            detail: NOT_CALLED
        };
        const [notified = verdict] = (0, _noted.noted)([
            await this.send(instead, left)
        ], [
            NO_CALL
        ]);
        return notified;
    }
    async whyNot(left) {
        const shown = await this.access.show(left);
        return 'refusal' in shown ? shown.refusal.verdict : undefined;
    }
    async sendAfterWaiting(request, left) {
        const shown = await this.access.show(left);
        if ('refusal' in shown) return shown.refusal.verdict;
        return this.afterFirst(request, await this.attempt(request, shown, left), shown, left);
    }
    afterFirst(request, first, shown, left) {
        const mayReplace = this.access.mayReplace(shown, first.again === 'token');
        if (first.again === undefined || first.again === 'token' && !mayReplace) return this.settle(first);
        return this.sendAgain(request, first.again, shown, left);
    }
    /** Once. It was not taken, so this is no second ring. */ async sendAgain(request, again, presented, left) {
        const shown = again === 'token' ? await this.access.showAnother(presented.token, left) : presented;
        if ('refusal' in shown) return shown.refusal.verdict;
        const second = await this.attempt(request, shown, left);
        this.access.mayReplace(shown, second.again === 'token');
        return this.settle(second);
    }
    settle({ verdict, isDoubtful }) {
        if (verdict.kind === 'accepted') this.doubt.accepted(this.nowMs());
        if (isDoubtful !== true || verdict.kind !== 'refused' || !this.doubt.condemns(this.nowMs())) return verdict;
        return {
            kind: 'token-dead',
            code: verdict.code
        };
    }
};
