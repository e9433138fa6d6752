// The call to FCM: an access token in front, one message in one request, a refused token replaced once.
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
const _timeleft = require("../shared/time-left");
const _access = require("./access");
const _verdicts = require("./verdicts");
/** What FCM takes on one connection; above it says GOAWAY (sheet, 1). */ const STREAMS = 100;
const HEADERS = {
    'content-type': 'application/json; charset=UTF-8',
    accept: 'application/json'
};
function open(connection, concurrentCalls) {
    const account = new _access.Account(connection);
    const sender = new Sender(connection, concurrentCalls);
    return {
        prepare: (deadlineMs)=>account.atHand() === undefined ? whyNoAccess(account, deadlineMs) : undefined,
        send: ({ request, deliveries }, deadlineMs, begin)=>sendOnce(account, sender, request.body, new _timeleft.TimeLeft(deadlineMs, begin)).then((verdict)=>deliveries.map(()=>verdict)),
        close: async ()=>{
            await Promise.all([
                account.close(),
                sender.close()
            ]);
        }
    };
}
async function whyNoAccess(account, deadlineMs) {
    const access = await account.access(new _timeleft.TimeLeft(deadlineMs));
    return 'refusal' in access ? access.refusal.verdict : undefined;
}
/** Nearly all pushes have a token at hand and are settled by the first answer: they shall cost no more than that. */ function sendOnce(account, sender, body, left) {
    const token = account.atHand();
    if (token === undefined) return sendAfterWaiting(account, sender, body, left);
    return sendWith(token, account, sender, body, left);
}
async function sendAfterWaiting(account, sender, body, left) {
    const access = await account.access(left);
    return 'refusal' in access ? access.refusal.verdict : sendWith(access.token, account, sender, body, left);
}
function sendWith(token, account, sender, body, left) {
    return sender.send(body, token, left).then((first)=>{
        const isRefused = first.kind === 'access-refused';
        const mayReplace = account.mayReplace(token, isRefused);
        if (!isRefused) return first;
        return mayReplace ? sendAgain(account, sender, body, token, left) : (0, _verdicts.asBroken)(first);
    });
}
/** A refused access token means that no push was taken: this is not a second ring. */ async function sendAgain(account, sender, body, refused, left) {
    const other = await account.another(refused, left);
    if ('refusal' in other) return other.refusal.verdict;
    const second = await sender.send(body, other.token, left);
    account.mayReplace(other.token, second.kind === 'access-refused');
    return second.kind === 'access-refused' ? (0, _verdicts.asBroken)(second) : second;
}
let Sender = class Sender {
    origin;
    path;
    last = {
        token: '',
        authorization: ''
    };
    constructor({ credential, endpoints }, concurrentCalls){
        this.origin = new _http2.Http2Origin(endpoints['api'] ?? '', {
            connections: Math.ceil(concurrentCalls / STREAMS),
            calls: concurrentCalls
        });
        this.path = `/v1/projects/${credential.project_id}/messages:send`;
    }
    send(body, { token }, left) {
        const authorization = this.bearer(token);
        const request = {
            method: 'POST',
            path: this.path,
            headers: HEADERS,
            authorization,
            body
        };
        return left.exchange(this.origin, request).then(_verdicts.judge);
    }
    /** Written once for all pushes that carry it. */ bearer(token) {
        if (this.last.token !== token) this.last = {
            token,
            authorization: `Bearer ${token}`
        };
        return this.last.authorization;
    }
    close() {
        return this.origin.close();
    }
};
