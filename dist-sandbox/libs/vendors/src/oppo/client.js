// The calls to OPPO: forms with an access token among their fields, at the host of the phones' region. A send is one push: what comes
// before it (token, saved notification), and a token that OPPO refused without having taken anything, belong to the same send.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "open", {
    enumerable: true,
    get: function() {
        return open;
    }
});
const _accesstokens = require("../shared/access-tokens");
const _http = require("../shared/http");
const _memoryshelf = require("../shared/memory-shelf");
const _timeleft = require("../shared/time-left");
const _systemms = require("../shared/system-ms");
const _vendor = require("../vendor");
const _answer = require("./answer");
const _auth = require("./auth");
const _closures = require("./closures");
const _codes = require("./codes");
const _plan = require("./plan");
const _verdicts = require("./verdicts");
const PATHS = {
    unicast: '/server/v1/message/notification/unicast',
    batch: '/server/v1/message/notification/unicast_batch',
    save: '/server/v1/message/notification/save_message_content',
    broadcast: '/server/v1/message/notification/broadcast'
};
function open(connection, connections) {
    return new OppoClient(connection, connections);
}
let OppoClient = class OppoClient {
    mainland;
    abroad;
    closures = new _closures.Closures();
    nowMs;
    constructor({ credential, endpoints, accessTokens, nowMs = _systemms.systemMs }, connections){
        this.nowMs = nowMs;
        const host = (url = '', shelf)=>new Host(url, connections, {
                credential,
                shelf,
                nowMs
            });
        this.mainland = host(endpoints['api'], accessTokens);
        // Each host has tokens of its own and there is one shelf. Few phones are abroad, and OPPO names no limit of logins.
        this.abroad = host(endpoints['abroad'], new _memoryshelf.MemoryShelf());
    }
    prepare(deadlineMs, { request }) {
        return this.hostOf(request).prepare(deadlineMs);
    }
    async send({ request, deliveries }, deadlineMs, begin) {
        const known = this.closures.verdictOn(request, this.nowMs());
        if (known !== undefined) return deliveries.map(()=>known);
        try {
            const { exchange, step } = await this.reply(request, new _timeleft.TimeLeft(deadlineMs, begin));
            if (step === 'broadcast' && (0, _http.isNotBegun)(exchange)) return deliveries.map(()=>_vendor.TOO_SLOW_FOR_A_LIST);
            const { isUsual, isUsualClass } = request;
            const tokens = deliveries.map(({ token })=>token);
            const nowMs = this.nowMs();
            const verdicts = (0, _verdicts.verdictsOf)(exchange, {
                step,
                tokens,
                isUsual,
                isUsualClass
            }, nowMs);
            this.closures.learn(request, verdicts, nowMs);
            return verdicts;
        } catch (error) {
            if (!(error instanceof _auth.NoAccessToken)) throw error;
            return deliveries.map(()=>error.verdict);
        }
    }
    async close() {
        await Promise.all([
            this.mainland.close(),
            this.abroad.close()
        ]);
    }
    reply(request, time) {
        const host = this.hostOf(request);
        return request.step === 'broadcast' ? broadcast(host, request, time) : host.call(request.step, request.body, time);
    }
    hostOf({ isAbroad }) {
        return isAbroad ? this.abroad : this.mainland;
    }
};
async function broadcast(host, request, time) {
    const saved = await host.call('save', request.saveBody, time);
    const answer = (0, _answer.answerOf)(saved.exchange);
    const messageId = answer?.code === 0 ? (0, _answer.messageIdIn)(answer) : '';
    if (messageId === '') return saved;
    return host.call('broadcast', `${request.body}&message_id=${encodeURIComponent(messageId)}`, time);
}
/** One of OPPO's hosts and our access tokens for it. */ let Host = class Host {
    origin;
    tokens;
    nowMs;
    constructor(url, connections, { credential, shelf, nowMs }){
        this.nowMs = nowMs;
        this.origin = new _http.HttpOrigin(url, connections, undefined, _plan.MAX_ANSWER_BYTES);
        this.tokens = new _accesstokens.AccessTokens(shelf, async ()=>{
            const askedAtMs = nowMs();
            return (0, _auth.tokenIn)(await (0, _auth.askForToken)(this.origin, credential, askedAtMs, _accesstokens.LOGIN_DEADLINE_MS), askedAtMs);
        });
    }
    prepare(deadlineMs) {
        const nowMs = this.nowMs();
        if (this.tokens.atHand(nowMs) !== undefined) return undefined;
        return (0, _accesstokens.whyNoToken)(tokenWithin(new _timeleft.TimeLeft(deadlineMs), this.tokens.get(nowMs)));
    }
    /** A refused access token is renewed and the call made once more: OPPO took nothing. */ call(step, body, time) {
        return this.tokens.use(this.nowMs(), {
            wait: (asked)=>tokenWithin(time, asked),
            call: async (token)=>({
                    step,
                    exchange: await this.post(PATHS[step], body, token, time)
                }),
            isRefused: ({ exchange })=>_codes.TOKEN_REFUSED.includes((0, _answer.answerOf)(exchange)?.code ?? 0)
        });
    }
    close() {
        return this.origin.close();
    }
    post(path, body, { token }, time) {
        const form = `auth_token=${encodeURIComponent(token)}&${body}`;
        return time.exchange(this.origin, {
            method: 'POST',
            path,
            headers: _auth.FORM_HEADERS,
            body: form
        });
    }
};
/** Whatever the shelf throws: without a token nothing was sent. */ async function tokenWithin(time, token) {
    try {
        return await time.token(token, noToken);
    } catch (error) {
        throw error instanceof _auth.NoAccessToken ? error : noToken('access-token-shelf');
    }
}
const noToken = (code)=>new _auth.NoAccessToken({
        kind: 'unavailable',
        code,
        mayHaveRung: false
    });
