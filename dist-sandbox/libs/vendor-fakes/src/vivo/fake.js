// vivo's server, imitated: logs tenants in, looks in vivo's order, keeps saved messages, counts by class, rings phones.
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
    get VivoFake () {
        return VivoFake;
    },
    get newFake () {
        return newFake;
    }
});
const _value = require("@sinclair/typebox/value");
const _phones = require("../host/phones");
const _tricks = require("../host/tricks");
const _waitingposts = require("../host/waiting-posts");
const _fakeanswers = require("./fake-answers");
const _fakecustomer = require("./fake-customer");
const _fakereceipts = require("./fake-receipts");
const _fakelogin = require("./fake-login");
const _fakerequest = require("./fake-request");
const _fakerules = require("./fake-rules");
const _faketags = require("./fake-tags");
const _faketenant = require("./fake-tenant");
const _sample = require("./sample");
/** vivo's clients know its host by heart: pointed here by name, they put no prefix in front. */ const OWN_PATHS = /^\/(?:message\/|report\/getStatistics$|invalidUser\/check$|tag(?:Group|Segment)?\/)/;
/** Saved messages and counters that are remembered. */ const MAX_TASKS = 10_000;
const FIRST_TASK = 342_982_232_646_205_440n;
/** HTTP status → the code that says the same (sheet 4). */ const FAULTS = new Map([
    [
        401,
        10000
    ],
    [
        403,
        10043
    ],
    [
        429,
        10072
    ],
    [
        503,
        10040
    ]
]);
let VivoFake = class VivoFake {
    vendor = 'vivo';
    phones = new _phones.Phones();
    sample = _sample.sample;
    ownPaths = OWN_PATHS;
    tokens = new _fakelogin.IssuedTokens();
    tenants = new Map();
    customers = new Map();
    posts = new _waitingposts.WaitingPosts();
    tasks = new Map();
    made = 0n;
    admit(tenant) {
        if (!_value.Value.Check(_faketenant.VivoTenant, tenant)) {
            const first = _value.Value.Errors(_faketenant.VivoTenant, tenant).First();
            return `${first?.path ?? ''}: ${first?.message ?? 'not a tenant'}`;
        }
        this.tenants.set(tenant.appId, tenant);
        this.customers.set(tenant.appId, new _fakecustomer.FakeCustomer(tenant));
        return undefined;
    }
    read(request) {
        return (0, _fakerequest.readRequest)(request, (taskId)=>this.tasks.get(taskId)?.saved);
    }
    answer(call, nowMs) {
        const { kind, fields } = call;
        if (kind === undefined) return _fakeanswers.noSuchAddress;
        if (fields === undefined) return _fakeanswers.failedInside;
        if (kind === 'auth') return this.login(fields, nowMs);
        const customer = this.customers.get(this.tokens.appOf(call.credential, nowMs) ?? '');
        if (customer === undefined) return (0, _fakeanswers.answer)(10000);
        switch(kind){
            case 'send':
                return this.send(fields, customer, nowMs);
            case 'save':
                return this.save(fields, customer, nowMs);
            case 'list':
                return this.sendList(fields, customer, nowMs);
            case 'all':
                return this.sendAll(fields, customer, nowMs);
            case 'tags':
                return this.sendToTags(fields, customer, nowMs);
            case 'check':
                return check(fields, customer.tenant);
            case 'statistics':
                return this.statistics(call, customer);
            default:
                return changeTags(kind, fields, customer);
        }
    }
    refuse(code) {
        return (0, _fakeanswers.answer)(Number(code ?? 10072));
    }
    /** A failure inside is plain text, as vivo has it; other scripted ones have codes under their status. */ fault(status) {
        if (status === 404) return _fakeanswers.noSuchAddress;
        if (status >= 500 && status !== 503) return {
            ..._fakeanswers.failedInside,
            status,
            code: `http-${status}`
        };
        return {
            ...(0, _fakeanswers.answer)(FAULTS.get(status) ?? 10051),
            status
        };
    }
    nextReceipt() {
        return this.posts.next();
    }
    /** Access tokens stay good: they are no trace of a push. */ forget() {
        this.phones.clear();
        this.posts.clear();
        this.tasks.clear();
        for (const [appId, tenant] of this.tenants)this.customers.set(appId, new _fakecustomer.FakeCustomer(tenant));
    }
    login(fields, nowMs) {
        const code = (0, _fakelogin.loginCodeOf)(fields, this.tenants, nowMs);
        if (code !== undefined) return (0, _fakeanswers.answer)(code);
        const appId = (0, _fakerequest.text)(fields['appId']);
        const mayPass = this.customers.get(appId)?.mayLogIn(nowMs) === true;
        return mayPass ? (0, _fakeanswers.answer)(0, {
            authToken: this.tokens.issue(appId, nowMs)
        }) : (0, _fakeanswers.answer)(10093);
    }
    /** Rate, quota, then the target. */ send(fields, customer, nowMs) {
        const code = (0, _fakerules.codeOf)({
            kind: 'send',
            fields,
            tenant: customer.tenant,
            nowMs
        }) ?? customer.overLimit((0, _fakerules.classIn)(fields, customer.tenant), 1, nowMs);
        if (code !== undefined) return (0, _fakeanswers.answer)(code);
        const token = (0, _fakerequest.targetsOf)(fields)[0] ?? '';
        const invalid = invalidUserOf(token, fields, customer.tenant);
        if (invalid !== undefined) return (0, _fakeanswers.answer)(10302, {
            invalidUser: invalid
        });
        if (token.startsWith('off-')) return (0, _fakeanswers.answer)(10311);
        const taskId = this.remember({
            appId: customer.tenant.appId,
            sent: 1
        });
        this.ring(token, fields, {
            customer,
            taskId,
            nowMs
        });
        return (0, _fakeanswers.answer)(0, {
            taskId
        }, 1);
    }
    save(fields, customer, nowMs) {
        const code = (0, _fakerules.codeOf)({
            kind: 'save',
            fields,
            tenant: customer.tenant,
            nowMs
        }) ?? customer.overSaved(nowMs);
        if (code !== undefined) return (0, _fakeanswers.answer)(code);
        return (0, _fakeanswers.answer)(0, {
            taskId: this.remember({
                appId: customer.tenant.appId,
                saved: fields,
                sent: 0
            })
        });
    }
    sendList(fields, customer, nowMs) {
        const { tenant } = customer;
        const code = (0, _fakerules.listCodeOf)(fields, tenant, nowMs);
        if (code !== undefined) return (0, _fakeanswers.answer)(code);
        const taskId = (0, _fakerequest.text)(fields['taskId']);
        const task = this.tasks.get(taskId);
        if (task?.saved === undefined || task.appId !== tenant.appId) return (0, _fakeanswers.answer)(10155);
        const message = task.saved;
        const targets = (0, _fakerequest.targetsOf)(fields);
        const limit = customer.overLimit((0, _fakerules.classIn)(message, tenant), targets.length, nowMs);
        if (limit !== undefined) return (0, _fakeanswers.answer)(limit);
        const invalidUsers = targets.flatMap((token)=>invalidUserOf(token, message, tenant) ?? []);
        const invalid = new Set(invalidUsers.map(({ userid })=>userid));
        const living = targets.filter((token)=>!invalid.has(token));
        for (const token of living)this.ring(token, message, {
            customer,
            taskId,
            nowMs
        });
        task.sent += living.length;
        // Always there: a client counts them without asking whether there are any.
        const answered = {
            requestId: (0, _fakerequest.text)(fields['requestId']),
            taskId,
            invalidUsers
        };
        return (0, _fakeanswers.answer)(0, answered, living.length);
    }
    /** Everybody whom this app has reached before. Once a day (sheet 5). */ sendAll(fields, customer, nowMs) {
        const { tenant } = customer;
        const code = (0, _fakerules.codeOf)({
            kind: 'all',
            fields,
            tenant,
            nowMs
        }) ?? customer.overAll(nowMs);
        if (code !== undefined) return (0, _fakeanswers.answer)(code);
        const everybody = customer.everybody();
        const taskId = this.remember({
            appId: tenant.appId,
            sent: everybody.length
        });
        for (const token of everybody)this.ring(token, fields, {
            customer,
            taskId,
            nowMs
        });
        return (0, _fakeanswers.answer)(0, {
            taskId
        }, everybody.length);
    }
    /** Those of them that vivo does not know any more are left out, and nobody is told. */ sendToTags(fields, customer, nowMs) {
        const { tenant } = customer;
        const code = (0, _fakerules.codeOf)({
            kind: 'all',
            fields,
            tenant,
            nowMs
        });
        if (code !== undefined) return (0, _fakeanswers.answer)(code);
        const living = customer.tags.meantBy(fields['tagExpression']).filter((token)=>invalidUserOf(token, fields, tenant) === undefined);
        const limit = customer.overLimit((0, _fakerules.classIn)(fields, tenant), living.length, nowMs);
        if (limit !== undefined) return (0, _fakeanswers.answer)(limit);
        const taskId = this.remember({
            appId: tenant.appId,
            sent: living.length
        });
        for (const token of living)this.ring(token, fields, {
            customer,
            taskId,
            nowMs
        });
        return (0, _fakeanswers.answer)(0, {
            taskId
        }, living.length);
    }
    statistics({ query }, { tenant }) {
        const statistics = (query.get('taskIds') ?? '').split(',').flatMap((taskId)=>{
            const task = this.tasks.get(taskId);
            if (task === undefined || task.appId !== tenant.appId) return [];
            const [target, valid, send, receive, display] = Array(5).fill(task.sent);
            return [
                {
                    taskId,
                    target,
                    valid,
                    send,
                    receive,
                    display,
                    click: 0,
                    ...NOBODY
                }
            ];
        });
        return (0, _fakeanswers.answer)(0, {
            statistics
        });
    }
    remember(task) {
        const taskId = String(FIRST_TASK + this.made++);
        this.tasks.set(taskId, task);
        const oldest = this.tasks.keys().next().value;
        if (this.tasks.size > MAX_TASKS && oldest !== undefined) this.tasks.delete(oldest);
        return taskId;
    }
    /** A phone that keeps an operation message to itself stays dark, and the sender is not told. */ ring(token, fields, { customer, taskId, nowMs }) {
        customer.meet(token);
        if (token.startsWith('off-') || !customer.mayShow(token, fields, nowMs)) return;
        const receipt = (0, _fakereceipts.receiptFor)({
            fields,
            taskId,
            token
        }, customer.tenant, nowMs);
        if (receipt !== undefined) this.posts.add(receipt);
        if ((0, _tricks.phoneFateOf)(token) === 'gone') return;
        const { clientCustomMap: map } = fields;
        const ext = (0, _fakerequest.isObject)(map) ? (0, _fakerequest.text)(map['ext']) : '';
        this.phones.ring(token, {
            notifyId: String((0, _fakerequest.integer)(fields['notifyId']) ?? taskId),
            title: (0, _fakerequest.text)(fields['title']),
            text: (0, _fakerequest.text)(fields['content']),
            ...ext && {
                ext
            },
            click: (0, _fakerequest.text)(fields['skipContent']) || 'open-app',
            contentHash: (0, _fakerequest.contentHashOf)(fields),
            atMs: nowMs
        });
    }
};
/** Further counters that vivo's document shows: those whom a message did not reach, by reason. Ours reaches all whom it names. */ const NOBODY = {
    targetInvalid: 0,
    targetUnSub: 0,
    targetInActive: 0,
    covered: 0,
    controlled: 0,
    targetOffline: 0
};
function changeTags(kind, fields, { tenant, tags }) {
    const code = (0, _faketags.tagCodeOf)(kind, fields, tenant);
    if (code === undefined) tags.change(kind, fields);
    return (0, _fakeanswers.answer)(code ?? 0);
}
/** The shape of the answer is believed, not documented (sheet 1). */ function check({ userIds }, tenant) {
    const asked = Array.isArray(userIds) ? userIds.map(_fakerequest.text) : [];
    return (0, _fakeanswers.answer)(0, {
        data: asked.flatMap((userid)=>invalidUserOf(userid, {}, tenant) ?? [])
    });
}
/** "dead-…" was uninstalled, "inactive-…" was away for two weeks; a test message is for test devices only. */ function invalidUserOf(userid, fields, { testDevices }) {
    if ((0, _tricks.isDeadToken)(userid)) return {
        userid,
        status: 2
    };
    if (userid.startsWith('inactive-')) return {
        userid,
        status: 3
    };
    return (0, _fakerules.isTest)(fields) && testDevices?.includes(userid) !== true ? {
        userid,
        status: 4
    } : undefined;
}
const newFake = ()=>new VivoFake();
