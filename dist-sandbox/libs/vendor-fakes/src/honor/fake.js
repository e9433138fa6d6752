// Honor's servers, imitated: logs clients in, knows whose app a token is for, looks at a message rule by rule, rings phones.
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
    get HonorFake () {
        return HonorFake;
    },
    get newFake () {
        return newFake;
    }
});
const _nodecrypto = require("node:crypto");
const _value = require("@sinclair/typebox/value");
const _phones = require("../host/phones");
const _rate = require("../host/rate");
const _tricks = require("../host/tricks");
const _fakeanswers = require("./fake-answers");
const _fakephonerules = require("./fake-phone-rules");
const _fakerequest = require("./fake-request");
const _fakerules = require("./fake-rules");
const _faketenant = require("./fake-tenant");
const _forfakes = require("../../../vendors/src/honor/for-fakes");
const _sample = require("./sample");
const USUAL_LIFE_SECONDS = 3600;
/** Nobody knows whose token it is, so no tenant can have another code. */ const NOT_LOGGED_IN = 80200001;
/** Access tokens remembered; the oldest go first. */ const MAX_SESSIONS = 10_000;
let HonorFake = class HonorFake {
    vendor = 'honor';
    ownPaths = /^\/(auth\/(token|realms\/developer\/protocol\/openid-connect\/token)|api\/v1\/[^/]+\/sendMessage)$/;
    phones = new _phones.Phones();
    sample = _sample.sample;
    /** How often somebody logged in, or tried to. */ logins = 0;
    customers = new Map();
    sessions = new Map();
    caps = new _fakephonerules.DailyCaps();
    receipts = new _fakephonerules.WaitingReceipts();
    unnamed = 0;
    admit(tenant) {
        if (!_value.Value.Check(_faketenant.HonorTenant, tenant)) {
            const first = _value.Value.Errors(_faketenant.HonorTenant, tenant).First();
            return `${first?.path ?? ''}: ${first?.message ?? 'not a tenant'}`;
        }
        const { clientId, clientSecret } = tenant;
        if (this.customers.get(clientId)?.tenant.clientSecret !== clientSecret) this.logOut(clientId);
        this.customers.set(clientId, {
            tenant,
            rate: rateOf(tenant)
        });
        return undefined;
    }
    read(request) {
        return (0, _fakerequest.readRequest)(request);
    }
    answer(call, nowMs) {
        if (call.kind === 'login') return this.logIn(call, nowMs);
        if (call.kind === 'nowhere') return (0, _fakeanswers.errorAnswer)(404, 'not found');
        const session = this.sessions.get(call.credential ?? '');
        const customer = this.customers.get(session?.clientId ?? '');
        if (session === undefined || customer === undefined) {
            return (0, _fakeanswers.errorAnswer)(NOT_LOGGED_IN, 'accessToken invalid');
        }
        const fail = (name, says)=>(0, _fakeanswers.errorAnswer)((0, _faketenant.codeOf)(customer.tenant, name), says);
        if (nowMs >= session.expiresAtMs) return fail('tokenExpired', 'accessToken expired');
        if (!customer.tenant.appIds.includes(call.appId)) return fail('otherApp', 'accessToken invalid');
        if (customer.tenant.enabled === false) return fail('mayNotSend', 'no permission to send');
        if (!isTimestampFine(call, customer.tenant, nowMs)) return fail('parameter', 'timestamp');
        const problem = (0, _fakerules.problemOf)(call, customer.tenant);
        if (problem !== undefined) return fail(problem.name, problem.says);
        if (customer.rate?.mayPass(nowMs) === false) return fail('flowControl', 'flow control');
        return this.push(call, customer.tenant, nowMs);
    }
    refuse(code) {
        return (0, _fakeanswers.errorAnswer)(Number(code ?? (0, _faketenant.codeOf)(undefined, 'flowControl')), 'as the test wants it');
    }
    /** Honor's codes of the front are the statuses themselves. */ fault(status) {
        return (0, _fakeanswers.errorAnswer)(status, 'as the test wants it');
    }
    /** The body of the next callback about what happened on the phones; undefined if there is none. */ nextCallback() {
        return this.receipts.next();
    }
    /** What concerns apps without an address goes nowhere. */ nextReceipt() {
        for(;;){
            const { appid = '' } = this.receipts;
            const body = this.receipts.next();
            if (body === undefined) return undefined;
            const tenants = [
                ...this.customers.values()
            ].map(({ tenant })=>tenant);
            const url = tenants.find(({ appIds })=>appIds.includes(appid))?.receiptUrl;
            if (url !== undefined) return {
                url,
                headers: {
                    'content-type': 'application/json'
                },
                body
            };
        }
    }
    forget() {
        this.phones.clear();
        this.caps = new _fakephonerules.DailyCaps();
        this.receipts = new _fakephonerules.WaitingReceipts();
        this.logins = 0;
        for (const customer of this.customers.values())customer.rate = rateOf(customer.tenant);
    }
    /** The access tokens of a client are refused from now on. */ logOut(clientId) {
        for (const [accessToken, session] of this.sessions){
            if (session.clientId === clientId) this.sessions.delete(accessToken);
        }
    }
    logIn({ form }, nowMs) {
        this.logins++;
        if (form.get('grant_type') !== 'client_credentials') {
            return (0, _fakeanswers.loginRefusal)('unsupported_grant_type', 'Unsupported grant_type');
        }
        const clientId = form.get('client_id') ?? '';
        const customer = this.customers.get(clientId);
        if (customer === undefined || form.get('client_secret') !== customer.tenant.clientSecret) {
            return (0, _fakeanswers.loginRefusal)('unauthorized_client', 'Invalid client or Invalid client credentials');
        }
        const lifeSeconds = customer.tenant.expiresInSeconds ?? USUAL_LIFE_SECONDS;
        const accessToken = (0, _nodecrypto.randomBytes)(24).toString('base64url');
        this.sessions.set(accessToken, {
            clientId,
            expiresAtMs: nowMs + lifeSeconds * 1000
        });
        for (const oldest of this.sessions.keys()){
            if (this.sessions.size <= MAX_SESSIONS) break;
            this.sessions.delete(oldest);
        }
        return (0, _fakeanswers.loginAnswer)(accessToken, lifeSeconds);
    }
    push(call, tenant, nowMs) {
        const failed = call.tokens.filter((token)=>(0, _fakephonerules.fateOf)(token) === 'failed');
        const expired = call.tokens.filter((token)=>(0, _fakephonerules.fateOf)(token) === 'expired');
        const taken = call.tokens.filter((token)=>(0, _fakephonerules.fateOf)(token) === 'taken');
        const requestId = (0, _fakeanswers.newRequestId)();
        for (const token of taken)this.ring(token, call, requestId, tenant, nowMs);
        const isAllDead = expired.length === call.tokens.length;
        const isPart = failed.length + expired.length > 0;
        const code = isAllDead ? (0, _faketenant.codeOf)(tenant, 'noSuchTokens') : isPart ? (0, _faketenant.codeOf)(tenant, 'partly') : 200;
        return (0, _fakeanswers.sentAnswer)(code, taken.length, requestId, {
            failed,
            expired
        });
    }
    /** A phone over its cap, muted or without the app stays dark; the sender learns it from a receipt at best. */ ring(token, call, requestId, tenant, nowMs) {
        const message = call.message ?? {};
        const { notification, android, isNotification } = (0, _fakerequest.partsOf)(message);
        const isLow = notification['importance'] !== 'NORMAL' || tenant.mayClassify === false;
        const isTest = android?.['targetUserType'] === 1;
        const status = (0, _fakephonerules.statusOn)({
            token,
            isLow,
            isTest,
            isNotification
        }, ()=>this.caps.hasRoom(token, tenant, nowMs));
        const biTag = android?.['biTag'];
        const receipt = {
            token,
            biTag,
            appid: call.appId,
            status,
            timestamp: nowMs,
            requestId
        };
        this.receipts.add(receipt);
        if (status !== 40000002) return;
        this.show(token, message, nowMs);
        if ((0, _tricks.phoneFateOf)(token) === 'clicked') this.receipts.add({
            ...receipt,
            status: 40000007
        });
    }
    show(token, message, nowMs) {
        const { notification, click, data } = (0, _fakerequest.partsOf)(message);
        const { title, body, notifyId, tag } = notification;
        const named = tag === undefined ? notifyId === -1 ? undefined : notifyId : `tag ${String(tag)}`;
        const ext = extOf(data, click);
        this.phones.ring(token, {
            notifyId: String(named ?? `own ${++this.unnamed}`),
            title: String(title),
            text: String(body),
            ...ext !== undefined && {
                ext
            },
            click: String(click?.['url'] ?? click?.['intent'] ?? click?.['action'] ?? 'open-app'),
            contentHash: (0, _fakerequest.contentHashOf)(message),
            atMs: nowMs
        });
    }
};
const rateOf = ({ requestsPerSecond })=>requestsPerSecond === undefined ? undefined : new _rate.Rate(requestsPerSecond);
/** 13 digits of ms, or 10 of seconds: a real client sends those. */ function isTimestampFine({ timestamp = '' }, { timestampToleranceMs }, nowMs) {
    if (!/^(\d{10}|\d{13})$/.test(timestamp)) return false;
    const atMs = timestamp.length === 10 ? Number(timestamp) * 1000 : Number(timestamp);
    return timestampToleranceMs === undefined || Math.abs(nowMs - atMs) <= timestampToleranceMs;
}
/** What the app reads as the intent's extra `ext`: from the intent itself, else from the keys of `data`. */ function extOf(data, click) {
    const written = /;S\.ext=([^;]*)/.exec(String(click?.['intent'] ?? ''))?.[1];
    if (written !== undefined) return (0, _fakerequest.decoded)(written);
    const value = (typeof data === 'string' ? (0, _forfakes.parse)(data) : (0, _forfakes.isObject)(data) ? data : undefined)?.['ext'];
    return typeof value === 'string' ? value : undefined;
}
const newFake = ()=>new HonorFake();
