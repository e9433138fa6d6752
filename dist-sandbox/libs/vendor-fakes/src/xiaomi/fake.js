// Xiaomi's server, imitated: knows its tenants, looks in Xiaomi's order, counts requests and messages, rings phones.
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
    get XiaomiFake () {
        return XiaomiFake;
    },
    get newFake () {
        return newFake;
    }
});
const _value = require("@sinclair/typebox/value");
const _phones = require("../host/phones");
const _rate = require("../host/rate");
const _tricks = require("../host/tricks");
const _waitingposts = require("../host/waiting-posts");
const _fakeanswers = require("./fake-answers");
const _fakeasides = require("./fake-asides");
const _fakeledger = require("./fake-ledger");
const _fakereceipts = require("./fake-receipts");
const _fakerequest = require("./fake-request");
const _fakerules = require("./fake-rules");
const _faketenant = require("./fake-tenant");
const _sample = require("./sample");
const LOWEST_TIER_PER_SECOND = 500;
const DAY_MS = 86_400_000;
const CHINA_MS = 8 * 3_600_000;
/** Xiaomi's clients know its host by heart: pointed here by name, they put no prefix in front. */ const OWN_PATHS = /^\/v\d\/(?:message|multi_messages|trace|stats|validation|regid|alias|account|topic|schedule_job|channel|feedback)\/|^\/revoke\/message$/;
/** HTTP status → the code that says the same (sheet 4). */ const FAULTS = new Map([
    [
        401,
        21301
    ],
    [
        403,
        10004
    ],
    [
        404,
        10020
    ],
    [
        405,
        10021
    ],
    [
        429,
        200002
    ],
    [
        500,
        10001
    ],
    [
        503,
        10009
    ]
]);
let XiaomiFake = class XiaomiFake {
    vendor = 'xiaomi';
    phones = new _phones.Phones();
    sample = _sample.sample;
    ownPaths = OWN_PATHS;
    posts = new _waitingposts.WaitingPosts();
    customers = new Map();
    admit(tenant) {
        if (!_value.Value.Check(_faketenant.XiaomiTenant, tenant)) {
            const first = _value.Value.Errors(_faketenant.XiaomiTenant, tenant).First();
            return `${first?.path ?? ''}: ${first?.message ?? 'not a tenant'}`;
        }
        this.customers.set(tenant.appSecret, {
            tenant,
            ...fresh(tenant)
        });
        return undefined;
    }
    read(request) {
        return (0, _fakerequest.readRequest)(request);
    }
    answer(call, nowMs) {
        const customer = this.customers.get(call.credential ?? '');
        if (customer === undefined) return (0, _fakeanswers.errorAnswer)(21301, 'Invalid application secret.', nowMs);
        if (call.kind === 'aside') return (0, _fakeasides.answerAside)(call, customer.ledger, nowMs);
        const problem = (0, _fakerules.problemOf)(call, customer.tenant);
        if (problem !== undefined) return (0, _fakeanswers.errorAnswer)(problem.code, problem.reason, nowMs);
        if (!customer.rate.mayPass(nowMs)) return this.refuse(undefined, nowMs);
        return this.send(call, customer, nowMs);
    }
    refuse(code, nowMs) {
        return code === undefined ? (0, _fakeanswers.errorAnswer)(200002, 'exceed qps limit', nowMs) : (0, _fakeanswers.errorAnswer)(Number(code), 'as the test wants it', nowMs);
    }
    /** Refusals of Xiaomi itself come with 200; what is scripted has its status all the same. */ fault(status, nowMs) {
        return {
            ...(0, _fakeanswers.errorAnswer)(FAULTS.get(status) ?? (status < 500 ? 10012 : 10003), 'as the test wants it', nowMs),
            status
        };
    }
    nextReceipt() {
        return this.posts.next();
    }
    forget() {
        this.phones.clear();
        this.posts.clear();
        for (const customer of this.customers.values()){
            customer.ledger.schedule.clear();
            Object.assign(customer, fresh(customer.tenant));
        }
    }
    /** Quota first, then targets. */ send(call, customer, nowMs) {
        const targets = call.read.flatMap((message)=>targetsOf(call, message, customer.ledger).map((token)=>({
                    token,
                    message
                })));
        const swallowed = new Map();
        const within = targets.filter(({ message })=>{
            const channel = message.extra['channel_id'];
            if (this.isWithinQuota(customer, (0, _faketenant.classOf)(customer.tenant, channel), nowMs)) return true;
            const name = channel ?? 'no_channel';
            swallowed.set(name, (swallowed.get(name) ?? 0) + 1);
            return false;
        });
        const day = dayOf(call, customer);
        if (swallowed.size > 0 && call.kind !== 'multi') {
            const { quota, acked } = day ?? {
                quota: 0,
                acked: 0
            };
            return (0, _fakeanswers.errorAnswer)(200001, `exceed quota, quota: ${quota}, have acked: ${acked}`, nowMs);
        }
        const bad = within.filter(({ token })=>(0, _tricks.isDeadToken)(token)).map(({ token })=>token);
        const living = within.filter(({ token })=>!(0, _tricks.isDeadToken)(token));
        if (bad.length > 0 && living.length === 0) return (0, _fakeanswers.errorAnswer)(20301, 'No valid targets!', nowMs);
        const answer = (0, _fakeanswers.okAnswer)({
            accepted: living.length,
            bad: [
                ...new Set(bad)
            ],
            swallowed,
            day,
            nowMs
        });
        const delivery = {
            call,
            customer,
            living,
            id: answer.id,
            createdAtMs: nowMs
        };
        const { sendAtMs } = call;
        if (sendAtMs === undefined) this.deliver(delivery, nowMs);
        else {
            remember({
                ...delivery,
                living: []
            });
            const send = ()=>this.deliver(delivery, sendAtMs);
            customer.ledger.schedule.add(answer.id, jobKeysOf(call), sendAtMs - nowMs, send);
        }
        return answer;
    }
    deliver(delivery, nowMs) {
        const { customer, living, id } = delivery;
        for (const { token, message } of living)this.ring(token, message, customer, nowMs);
        const asking = living.filter(({ message })=>message.extra['callback'] !== undefined);
        for (const [message, targets] of byMessage(asking)){
            this.posts.add(...(0, _fakereceipts.receiptsFor)({
                messageId: id,
                message,
                targets
            }, nowMs));
        }
        remember(delivery);
    }
    isWithinQuota(customer, messageClass, nowMs) {
        const quota = messageClass === 'private' ? undefined : customer.tenant.quotas?.[messageClass];
        return quota === undefined || countUp(customer, messageClass, nowMs) <= quota;
    }
    /** A phone over its own quota stays dark, and the sender is not told. */ ring(token, message, customer, nowMs) {
        const { fields, extra, contentHash } = message;
        customer.ledger.meet(token);
        const { deviceQuota } = customer.tenant;
        const isLimited = deviceQuota !== undefined && (0, _faketenant.classOf)(customer.tenant, extra['channel_id']) === 'default';
        if (fields['pass_through'] === '1') return;
        if ([
            'gone',
            'muted',
            'moved'
        ].includes((0, _tricks.phoneFateOf)(token))) return;
        if (isLimited && countUp(customer, `phone ${token}`, nowMs) > deviceQuota) return;
        this.phones.ring(token, {
            notifyId: fields['notify_id'] ?? '0',
            ...extra['jobkey'] !== undefined && {
                jobKey: extra['jobkey']
            },
            title: fields['title'] ?? '',
            text: fields['description'] ?? '',
            ...extra['ext'] !== undefined && {
                ext: extra['ext']
            },
            click: extra['web_uri'] ?? extra['intent_uri'] ?? 'open-app',
            contentHash,
            atMs: nowMs
        });
    }
};
const fresh = (tenant)=>({
        rate: new _rate.Rate(tenant.requestsPerSecond ?? LOWEST_TIER_PER_SECOND),
        counts: new Map(),
        ledger: new _fakeledger.Ledger()
    });
/** Named in the message, listening to its topics, or everybody whom this app has reached before. */ function targetsOf(call, { targets }, ledger) {
    if (call.kind !== 'many') return targets;
    const topics = (0, _fakerules.topicsIn)(call.query);
    return call.path.endsWith('/all') ? ledger.everybody() : ledger.listenersOf(topics, call.query.get('topic_op') || 'UNION');
}
/** A private message has no limit, and its answer names none. */ function dayOf({ read: [first] }, { tenant, counts }) {
    const messageClass = (0, _faketenant.classOf)(tenant, first?.extra['channel_id']);
    const quota = messageClass === 'private' ? undefined : tenant.quotas?.[messageClass];
    return quota === undefined ? undefined : {
        quota,
        acked: Math.min(counts.get(messageClass) ?? 0, quota)
    };
}
function remember({ call, customer, living, id, createdAtMs: atMs }) {
    const ttlMs = call.messages[0]?.ttlMs ?? DAY_MS;
    customer.ledger.remember(id, jobKeysOf(call), {
        atMs,
        ttlMs,
        resolved: living.length
    });
}
function byMessage(targets) {
    const groups = new Map();
    for (const { token, message } of targets){
        const tokens = groups.get(message);
        if (tokens === undefined) groups.set(message, [
            token
        ]);
        else tokens.push(token);
    }
    return groups;
}
const jobKeysOf = (call)=>[
        ...new Set(call.read.flatMap(({ extra })=>extra['jobkey'] ?? []))
    ];
/** Days end at midnight in China; yesterday's counts go with the day. */ function countUp(customer, what, nowMs) {
    const day = String(Math.floor((nowMs + CHINA_MS) / DAY_MS));
    if (!customer.counts.has(day)) customer.counts = new Map([
        [
            day,
            0
        ]
    ]);
    const count = (customer.counts.get(what) ?? 0) + 1;
    customer.counts.set(what, count);
    return count;
}
const newFake = ()=>new XiaomiFake();
