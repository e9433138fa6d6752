// The calls to vivo: JSON with an access token in a header. A send is one push: what comes before it (token, saved message) and what
// vivo refused without having taken anything (an old token, words like a test's) is put right inside the same send, once each.
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
const _noted = require("../shared/noted");
const _timeleft = require("../shared/time-left");
const _systemms = require("../shared/system-ms");
const _vendor = require("../vendor");
const _answer = require("./answer");
const _auth = require("./auth");
const _closures = require("./closures");
const _codes = require("./codes");
const _plan = require("./plan");
const _request = require("./request");
const _savedmessages = require("./saved-messages");
const _verdicts = require("./verdicts");
function open(connection, connections) {
    return new VivoClient(connection, connections);
}
let VivoClient = class VivoClient {
    origin;
    tokens;
    nowMs;
    closures = new _closures.Closures();
    saved = new _savedmessages.SavedMessages((reply)=>taskIdOf(reply) !== '');
    constructor({ credential, settings, endpoints, accessTokens, nowMs = _systemms.systemMs }, connections){
        const identity = {
            appId: settings.appId,
            ...credential
        };
        this.origin = new _http.HttpOrigin(endpoints['api'] ?? '', connections, undefined, _plan.MAX_ANSWER_BYTES);
        this.nowMs = nowMs;
        this.tokens = new _accesstokens.AccessTokens(accessTokens, async ()=>{
            const askedAtMs = nowMs();
            return (0, _auth.tokenIn)(await (0, _auth.askForToken)(this.origin, identity, askedAtMs, _accesstokens.LOGIN_DEADLINE_MS), askedAtMs);
        });
    }
    prepare(deadlineMs) {
        const nowMs = this.nowMs();
        if (this.tokens.atHand(nowMs) !== undefined) return undefined;
        return (0, _accesstokens.whyNoToken)(this.tokenWithin(new _timeleft.TimeLeft(deadlineMs), this.tokens.get(nowMs)));
    }
    async send({ request, deliveries }, deadlineMs, begin) {
        const known = this.closures.verdictOn(request, this.nowMs());
        if (known !== undefined) return deliveries.map(()=>known);
        try {
            const time = new _timeleft.TimeLeft(deadlineMs, begin);
            const reply = request.kind === 'single' ? await this.sendOne(request, time) : await this.sendList(request, time);
            if (reply.step === 'list' && (0, _http.isNotBegun)(reply.exchange)) return deliveries.map(()=>_vendor.TOO_SLOW_FOR_A_LIST);
            const nowMs = this.nowMs();
            this.closures.learn(request, codeOf(reply), nowMs);
            const tokens = deliveries.map(({ token })=>token);
            const asked = {
                ...reply,
                tokens,
                isUsualClass: request.isUsualClass
            };
            return (0, _noted.noted)((0, _verdicts.verdictsOf)(reply.exchange, asked, nowMs), reply.notes ?? []);
        } catch (error) {
            if (!(error instanceof _auth.NoAccessToken)) throw error;
            return deliveries.map(()=>error.verdict);
        }
    }
    close() {
        return this.origin.close();
    }
    sendOne(request, time) {
        return inOtherWords(request, (worded)=>this.call('send', '/message/send', (0, _request.sendBody)(worded), time));
    }
    async sendList(request, time) {
        const reply = await inOtherWords(request, (worded)=>this.sendSaved(worded, time));
        // Another list may have saved it long ago: once more with a message that vivo knows.
        return reply.step === 'list' && codeOf(reply) === _codes.TASK_GONE ? inOtherWords(request, (worded)=>this.sendSaved(worded, time)) : reply;
    }
    async sendSaved(request, time) {
        const body = (0, _request.saveBody)(request);
        const saving = this.saved.get(body, ()=>this.call('save', '/message/saveListPayload', body, time));
        const saved = await time.wait(saving, tooSlow);
        const taskId = taskIdOf(saved);
        if (taskId === '') return saved;
        const reply = await this.call('list', '/message/pushToList', (0, _request.listBody)(request, taskId), time);
        if (codeOf(reply) === _codes.TASK_GONE) this.saved.drop(body, saving);
        return {
            ...reply,
            taskId
        };
    }
    /** A refused access token is renewed and the call made once more: vivo took nothing. */ call(step, path, body, time) {
        return this.tokens.use(this.nowMs(), {
            wait: (asked)=>this.tokenWithin(time, asked),
            call: async (token)=>({
                    step,
                    exchange: await this.post(path, body, token, time)
                }),
            isRefused: (reply)=>codeOf(reply) === _codes.TOKEN_REFUSED
        });
    }
    post(path, body, { token }, time) {
        const headers = {
            'content-type': 'application/json',
            accept: 'application/json',
            authToken: token
        };
        return time.exchange(this.origin, {
            method: 'POST',
            path,
            headers,
            body
        });
    }
    /** Whatever the shelf throws: without a token nothing was sent. */ async tokenWithin(time, token) {
        try {
            return await time.token(token, noToken);
        } catch (error) {
            throw error instanceof _auth.NoAccessToken ? error : noToken('access-token-shelf');
        }
    }
};
const OTHER_WORDS = 'title and text in neutral words: vivo took those of the message for a test';
/** What vivo takes for a test goes once more in neutral words: better than no ring at all (sheet 5). */ async function inOtherWords(request, send) {
    const reply = await send(request);
    if (!_codes.LOOKS_LIKE_A_TEST.includes(codeOf(reply))) return reply;
    return {
        ...await send((0, _request.inNeutralWords)(request)),
        notes: [
            OTHER_WORDS
        ]
    };
}
/** -1: the answer has none. */ const codeOf = ({ exchange })=>(0, _answer.answerOf)(exchange)?.code ?? -1;
/** Empty: the message was not saved. */ function taskIdOf({ exchange }) {
    const answer = (0, _answer.answerOf)(exchange);
    return answer?.code === 0 ? (0, _answer.taskIdIn)(answer) : '';
}
const noToken = (code)=>new _auth.NoAccessToken({
        kind: 'unavailable',
        code,
        mayHaveRung: false
    });
const tooSlow = (code)=>code === _vendor.NOT_BEGUN ? new _auth.NoAccessToken(_vendor.TOO_SLOW_FOR_A_LIST) : noToken(code);
