// Huawei's two servers, imitated: logs its tenants in, looks in Huawei's order, counts phones, rings them.
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
    get HuaweiFake () {
        return HuaweiFake;
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
const _waitingposts = require("../host/waiting-posts");
const _fakeanswers = require("./fake-answers");
const _fakelogin = require("./fake-login");
const _fakemessage = require("./fake-message");
const _fakereceipts = require("./fake-receipts");
const _fakerequest = require("./fake-request");
const _fakerules = require("./fake-rules");
const _fakerulesharmony = require("./fake-rules-harmony");
const _fakeside = require("./fake-side");
const _faketenant = require("./fake-tenant");
const _faketokens = require("./fake-tokens");
const _faketopics = require("./fake-topics");
const _fakedaycounts = require("./fake-day-counts");
const _sample = require("./sample");
const SUCCESS = {
    code: '80000000',
    msg: 'Success'
};
const FOREIGN = {
    code: '80200001',
    msg: 'Authentication Error'
};
const NO_PERMISSION = {
    code: '80300002',
    msg: 'No permission to send message to these tmIDs'
};
const SPEECHLESS = [
    401,
    404,
    429,
    503
];
let HuaweiFake = class HuaweiFake {
    vendor = 'huawei';
    ownPaths = /^\/(oauth2\/v[23]\/token|v[123]\/[^/]+\/(messages:(send|revoke)|(topic|token):[a-z]+|images:verify)|pushsend\.do)$/;
    phones = new _phones.Phones();
    sample = _sample.sample;
    posts = new _waitingposts.WaitingPosts();
    customers = new Map();
    login = new _fakelogin.FakeLogin((id)=>this.clientOf(id));
    /** Notifications without an id of their own get one. */ automaticIds = 0;
    admit(tenant) {
        if (!_value.Value.Check(_faketenant.HuaweiTenant, tenant)) {
            const first = _value.Value.Errors(_faketenant.HuaweiTenant, tenant).First();
            return `${first?.path ?? ''}: ${first?.message ?? 'not a tenant'}`;
        }
        if (!(tenant.serviceAccounts ?? []).every(({ publicKey })=>isRsaKey(publicKey))) {
            return '/serviceAccounts: a publicKey is not an RSA key in PEM';
        }
        this.customers.set(tenant.appId, {
            tenant,
            ...fresh(tenant)
        });
        return undefined;
    }
    read(request) {
        return (0, _fakerequest.readRequest)(request);
    }
    answer(call, nowMs) {
        if (call.kind === 'lost') return (0, _fakeanswers.plainStatus)(call.status);
        if (call.kind === 'login') return this.login.answer(call.form, nowMs);
        const customer = this.customerOf(call.api, call.id);
        if (customer === undefined) return turnedAway(call, FOREIGN, {
            nowMs
        });
        const { isAllIn200 } = customer.tenant;
        const stranger = this.strangerOf(call, customer, nowMs);
        if (stranger !== undefined) return turnedAway(call, stranger, {
            nowMs,
            isAllIn200
        });
        return this.serve(call, customer, nowMs);
    }
    refuse(code, nowMs, call) {
        if (code === undefined) return (0, _fakeanswers.tooFast)();
        const isAsked = call.kind === 'push' || call.kind === 'side';
        const isAllIn200 = isAsked && this.customerOf(call.api, call.id)?.tenant.isAllIn200 === true;
        return (0, _fakeanswers.pushAnswer)({
            code,
            msg: 'as the test wants it'
        }, {
            nowMs,
            isAllIn200
        });
    }
    /** Flow control, a missing address and 401 say nothing but their status; others have codes (sheet 4.1). */ fault(status, nowMs) {
        if (SPEECHLESS.includes(status)) return (0, _fakeanswers.plainStatus)(status);
        const code = status === 403 ? '80300002' : status < 500 ? '80100001' : '81000001';
        return {
            ...(0, _fakeanswers.pushAnswer)({
                code,
                msg: 'as the test wants it'
            }, {
                nowMs
            }),
            status
        };
    }
    nextReceipt() {
        return this.posts.next();
    }
    forget() {
        this.phones.clear();
        this.posts.clear();
        this.login.forget();
        for (const customer of this.customers.values())Object.assign(customer, fresh(customer.tenant));
    }
    /** All access tokens are refused from now on; whoever asks gets another. */ withdrawTokens() {
        this.login.withdraw();
    }
    /** v1 is asked by the client's id or, as older pages have it, by the app's. */ customerOf(api, id) {
        const isMeant = (tenant)=>api === 'v1' ? id === (0, _fakelogin.clientIdOf)(tenant) || id === tenant.appId : id === tenant.projectId;
        return [
            ...this.customers.values()
        ].find(({ tenant })=>isMeant(tenant));
    }
    clientOf(id) {
        return [
            ...this.customers.values()
        ].find(({ tenant })=>(0, _fakelogin.clientIdOf)(tenant) === id)?.tenant;
    }
    strangerOf(call, { tenant }, nowMs) {
        const isJwtOnly = call.api === 'v3' || call.kind === 'side' && call.action === 'messages:revoke';
        return this.login.problemOf(call.credential, tenant, isJwtOnly, nowMs);
    }
    serve(call, customer, nowMs) {
        const { tenant, images, topics } = customer;
        const answering = {
            nowMs,
            isAllIn200: tenant.isAllIn200
        };
        if (tenant.enabled === false) return (0, _fakeanswers.pushAnswer)(NO_PERMISSION, answering);
        if (call.kind === 'side') return (0, _fakeside.sideAnswer)(call, {
            topics,
            images,
            phones: this.phones,
            answering
        });
        const verifiedImages = tenant.verifiedImages && [
            ...tenant.verifiedImages,
            ...images.fine
        ];
        const known = {
            ...tenant,
            ...verifiedImages && {
                verifiedImages
            }
        };
        const problem = (0, _fakerules.firstOf)(call.api === 'v3' ? _fakerulesharmony.HARMONY_RULES : _fakerules.ANDROID_RULES, call, known);
        if (problem !== undefined) return (0, _fakeanswers.pushAnswer)(problem, answering);
        const tokens = call.read.tokens.length > 0 ? call.read.tokens : topics.meantBy(messageIn(call));
        if (!customer.rate.mayPass(nowMs, tokens.length)) return (0, _fakeanswers.tooFast)();
        return this.send(call, tokens, customer, nowMs);
    }
    send(call, tokens, customer, nowMs) {
        const { living, problem } = (0, _faketokens.sorted)(tokens, call.api);
        const isCheckOnly = call.body?.['validate_only'] === true;
        if (!isCheckOnly && call.read.isShown) {
            for (const token of living)this.ring(token, call, customer, nowMs);
        }
        const answering = {
            nowMs,
            isAllIn200: customer.tenant.isAllIn200
        };
        const answer = (0, _fakeanswers.pushAnswer)(problem ?? SUCCESS, answering, isCheckOnly ? 0 : living.length);
        if (!isCheckOnly && customer.tenant.receipts !== undefined) {
            const { requestId } = JSON.parse(answer.body);
            this.posts.add(...(0, _fakereceipts.receiptsFor)(call, living, {
                tenant: customer.tenant,
                requestId,
                nowMs
            }));
        }
        return answer;
    }
    /** A phone over its quota of the class stays dark, and the sender is not told. */ ring(token, { read }, { tenant, counts }, nowMs) {
        const { categories, marketingPerDevice, servicePerDevice } = tenant;
        const isGranted = read.category === undefined || (categories?.includes(read.category) ?? true);
        const isMarketing = read.category === 'MARKETING' || !isGranted;
        const quota = isMarketing ? marketingPerDevice ?? _faketenant.USUAL.marketingPerDevice : servicePerDevice ?? _faketenant.USUAL.servicePerDevice;
        if (counts.up(`${isMarketing ? 'marketing' : 'service'} ${token}`, nowMs) > quota) return;
        if ([
            'gone',
            'muted',
            'moved'
        ].includes((0, _tricks.phoneFateOf)(token))) return;
        const { appMessageId, tag, notifyId } = read.ids;
        this.phones.ring(token, {
            notifyId: tag ?? notifyId ?? `automatic-${++this.automaticIds}`,
            ...appMessageId !== undefined && {
                jobKey: appMessageId
            },
            title: read.title,
            text: read.text,
            ...read.ext !== undefined && {
                ext: read.ext
            },
            click: read.click,
            contentHash: read.contentHash,
            atMs: nowMs
        });
    }
};
const fresh = (tenant)=>({
        rate: new _rate.Rate(tenant.devicesPerSecond ?? _faketenant.USUAL.devicesPerSecond),
        counts: new _fakedaycounts.DayCounts(),
        topics: new _faketopics.Topics(),
        images: new _fakeside.CheckedImages()
    });
const messageIn = ({ body })=>(0, _fakemessage.objectIn)(body, 'message') ?? {};
const turnedAway = (call, stranger, answering)=>call.kind === 'push' && call.isOldPush !== undefined ? (0, _fakeanswers.sessionEnded)() : (0, _fakeanswers.pushAnswer)(stranger, answering);
function isRsaKey(pem) {
    try {
        return (0, _nodecrypto.createPublicKey)(pem).asymmetricKeyType === 'rsa';
    } catch  {
        return false;
    }
}
const newFake = ()=>new HuaweiFake();
