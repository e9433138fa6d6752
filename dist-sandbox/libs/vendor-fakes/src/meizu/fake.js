// Meizu's server, imitated: knows its tenants, looks in the order of the sheet (11), counts requests and pushes, rings phones.
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
    get MeizuFake () {
        return MeizuFake;
    },
    get newFake () {
        return newFake;
    }
});
const _value = require("@sinclair/typebox/value");
const _phones = require("../host/phones");
const _tricks = require("../host/tricks");
const _fakeanswers = require("./fake-answers");
const _fakecustomer = require("./fake-customer");
const _fakeform = require("./fake-form");
const _fakeimages = require("./fake-images");
const _fakemessage = require("./fake-message");
const _fakereceipts = require("./fake-receipts");
const _fakerequest = require("./fake-request");
const _fakerules = require("./fake-rules");
const _faketenant = require("./fake-tenant");
const _sample = require("./sample");
/** Tasks that can still be pushed. */ const MAX_TASKS = 1_000;
/** HTTP status → the code that says the same (sheet 4.1). */ const FAULTS = new Map([
    [
        401,
        '1006'
    ],
    [
        403,
        '1006'
    ],
    [
        429,
        '110010'
    ],
    [
        503,
        '1003'
    ]
]);
let MeizuFake = class MeizuFake {
    vendor = 'meizu';
    ownPaths = /^\/garcia\/api\/server\//;
    phones = new _phones.Phones();
    receipts = new _fakereceipts.WaitingReceipts();
    sample = _sample.sample;
    customers = new Map();
    tasks = new Map();
    lastTask = 20_456;
    admit(tenant) {
        if (!_value.Value.Check(_faketenant.MeizuTenant, tenant)) {
            const first = _value.Value.Errors(_faketenant.MeizuTenant, tenant).First();
            return `${first?.path ?? ''}: ${first?.message ?? 'not a tenant'}`;
        }
        this.customers.set(tenant.appId, new _fakecustomer.Customer(tenant));
        return undefined;
    }
    /** A signature is no secret; what it was made with is, if it was the right one. */ read(request) {
        const call = (0, _fakerequest.readRequest)(request, (form)=>this.taskOf(form)?.message);
        const secret = this.customers.get(call.form?.get('appId') ?? '')?.tenant.appSecret;
        const isRight = call.form !== undefined && secret !== undefined && (0, _fakeform.isSignedBy)(call.form, secret);
        return {
            ...call,
            credential: isRight ? secret : call.form?.get('sign')
        };
    }
    answer(call, nowMs) {
        const { endpoint, form } = call;
        if (endpoint === undefined) return _fakeanswers.nowhere;
        if (form === undefined) return (0, _fakeanswers.errorAnswer)('1005');
        const customer = this.customers.get(form.get('appId') ?? '');
        if (customer === undefined) return (0, _fakeanswers.errorAnswer)('110000');
        if ([
            ...endpoint.required,
            'sign'
        ].some((name)=>!form.get(name))) return (0, _fakeanswers.errorAnswer)('110004');
        if (call.credential !== customer.tenant.appSecret) return (0, _fakeanswers.errorAnswer)('1006');
        if (customer.tenant.enabled === false) return (0, _fakeanswers.errorAnswer)('110009');
        if (!customer.mayAsk(nowMs)) return this.refuse(undefined);
        return this.serve({
            call,
            endpoint,
            form,
            customer,
            nowMs
        });
    }
    refuse(code) {
        return (0, _fakeanswers.errorAnswer)(code ?? '110010');
    }
    /** Meizu itself refuses under 200; what is scripted has its status all the same. */ fault(status) {
        if (status === 404) return _fakeanswers.nowhere;
        return {
            ...(0, _fakeanswers.errorAnswer)(FAULTS.get(status) ?? (status < 500 ? '1005' : '1001')),
            status
        };
    }
    nextReceipt() {
        const callback = this.receipts.next();
        return callback && {
            ...callback,
            headers: {
                'content-type': callback.contentType
            }
        };
    }
    forget() {
        this.phones.clear();
        this.receipts.clear();
        this.tasks.clear();
        for (const customer of this.customers.values())customer.forget();
    }
    serve(asked) {
        const { endpoint, form, customer } = asked;
        switch(endpoint.kind){
            case 'pass-through':
                return (0, _fakeanswers.errorAnswer)('110053');
            case 'daily':
                return customer.statistics.ofDays(form);
            case 'task-statistics':
                return this.taskOf(form) === undefined ? (0, _fakeanswers.errorAnswer)('110032') : customer.statistics.ofTask(form);
            case 'device':
                return customer.devices.answer(endpoint.action ?? 'get-switch', form);
            case 'image':
                return (0, _fakeimages.hosted)(form);
            case 'new-task':
                return this.newTask(asked, false);
            case 'to-app':
            case 'to-tag':
                return this.pushToMany(asked);
            case 'cancel':
                return this.cancel(form);
            case 'task-push':
                return this.taskOf(form)?.isForMany === false ? this.push(asked) : (0, _fakeanswers.errorAnswer)('110032');
            case 'push':
                return this.push(asked);
        }
    }
    push(asked) {
        const { call, endpoint, form, customer, nowMs } = asked;
        const { targets, message } = call;
        const { tenant } = customer;
        if (!customer.hasPushesLeft(targets.length, nowMs)) return (0, _fakeanswers.errorAnswer)('110019');
        if (!customer.owns(form)) return (0, _fakeanswers.errorAnswer)('110031');
        const problem = (0, _fakerules.messageProblem)(message, tenant) ?? (0, _fakerules.countProblem)(targets);
        if (problem !== undefined || message === undefined) return (0, _fakeanswers.errorAnswer)('1005', problem);
        const msgId = (0, _fakeanswers.newMessageId)();
        const isAlias = endpoint.targets === 'alias';
        const { living, failed } = this.ringAll(targets, isAlias, {
            message,
            msgId
        }, asked);
        customer.statistics.add(targets.length, living.length, nowMs, form.get('taskId'));
        // Receipts are documented for pushes with a message of their own, not for tasks (sheet, 6).
        if (endpoint.kind === 'push') {
            const clicked = living.filter((target)=>(0, _tricks.phoneFateOf)(target) === 'clicked');
            this.receipts.add({
                message,
                msgId,
                targets: living
            }, 1, tenant);
            this.receipts.add({
                message,
                msgId,
                targets: clicked
            }, 2, tenant);
        }
        return (0, _fakeanswers.sentAnswer)(living.length, failed, msgId);
    }
    /** Who of the targets has a code, and who rings. */ ringAll(targets, isAlias, { message, msgId }, { customer, nowMs }) {
        const failed = new Map();
        const living = [];
        for (const target of targets){
            const code = customer.codeFor(target, isAlias, message, nowMs);
            if (code === undefined) living.push(target);
            else failed.set(code, [
                ...failed.get(code) ?? [],
                target
            ]);
        }
        for (const phone of living.flatMap((target)=>customer.phonesOf(target, isAlias))){
            customer.meet(phone);
            if (!isAlias || !customer.devices.isOff(phone)) this.ring(phone, message, msgId, nowMs);
        }
        return {
            living,
            failed
        };
    }
    /** To all phones that were reached before or subscribed to anything, or to those with the tags. A timed push never starts. */ pushToMany(asked) {
        const { call, endpoint, form, customer, nowMs } = asked;
        const scope = form.get('scope') ?? '0';
        if (endpoint.kind === 'to-tag' && scope !== '0' && scope !== '1') return (0, _fakeanswers.errorAnswer)('1005');
        const answer = this.newTask(asked, true);
        if (answer.code !== '200' || call.message === undefined) return answer;
        if ((0, _fakemessage.numberIn)(call.message.pushTimeInfo, 'pushTimeType', 0) === 1) return answer;
        const tags = (form.get('tagNames') ?? '').split(',').filter(Boolean);
        const { devices, statistics } = customer;
        const phones = endpoint.kind === 'to-app' ? customer.everybody() : devices.phonesOfTags(tags, scope === '1');
        const words = {
            message: call.message,
            msgId: (0, _fakeanswers.newMessageId)()
        };
        const { living } = this.ringAll(phones, false, words, asked);
        statistics.add(phones.length, living.length, nowMs, String(this.lastTask));
        return {
            ...answer,
            accepted: living.length
        };
    }
    /** A push to all counts as running until it is cancelled; any other is over as soon as it is there. */ cancel(form) {
        const task = this.taskOf(form);
        if (task === undefined) return (0, _fakeanswers.errorAnswer)('110032');
        if (!task.mayCancel) return (0, _fakeanswers.errorAnswer)('500', 'task already finished');
        this.tasks.set(form.get('taskId') ?? '', {
            ...task,
            mayCancel: false
        });
        return (0, _fakeanswers.valueAnswer)({
            result: true
        });
    }
    /** What comes under a key takes the place of what was shown under it, and alerts again. */ ring(token, message, msgId, nowMs) {
        const ext = (0, _fakemessage.extOf)(message);
        this.phones.ring(token, {
            notifyId: (0, _fakemessage.textIn)(message.advanceInfo, 'notifyKey') || msgId,
            title: (0, _fakemessage.textIn)(message.noticeBarInfo, 'title') ?? '',
            text: (0, _fakemessage.textIn)(message.noticeBarInfo, 'content') ?? '',
            ...ext !== undefined && {
                ext
            },
            click: (0, _fakemessage.clickOf)(message),
            contentHash: (0, _fakemessage.contentHashOf)(message),
            atMs: nowMs
        });
    }
    newTask({ call: { message }, endpoint, form, customer: { tenant } }, isForMany) {
        const pushType = form.get('pushType');
        if (pushType === '1') return (0, _fakeanswers.errorAnswer)('110053');
        const problem = pushType === '0' ? (0, _fakerules.messageProblem)(message, tenant, isForMany) : 'pushType is 0 or 1';
        if (problem !== undefined || message === undefined) return (0, _fakeanswers.errorAnswer)('1005', problem);
        const taskId = ++this.lastTask;
        this.tasks.set(String(taskId), {
            appId: tenant.appId,
            message,
            isForMany,
            mayCancel: endpoint.kind === 'to-app'
        });
        for (const oldest of this.tasks.keys()){
            if (this.tasks.size <= MAX_TASKS) break;
            this.tasks.delete(oldest);
        }
        return (0, _fakeanswers.valueAnswer)({
            taskId,
            pushType: 0,
            appId: Number(tenant.appId)
        });
    }
    taskOf(form) {
        const task = this.tasks.get(form.get('taskId') ?? '');
        return task?.appId === form.get('appId') ? task : undefined;
    }
};
const newFake = ()=>new MeizuFake();
