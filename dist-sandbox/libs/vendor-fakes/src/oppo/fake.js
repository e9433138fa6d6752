// OPPO's server, imitated: logs tenants in, looks in OPPO's order, keeps saved notifications, counts users, rings phones.
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
    get OppoFake () {
        return OppoFake;
    },
    get newFake () {
        return newFake;
    }
});
const _value = require("@sinclair/typebox/value");
const _phones = require("../host/phones");
const _fakealiases = require("./fake-aliases");
const _fakeanswers = require("./fake-answers");
const _fakecustomer = require("./fake-customer");
const _fakedeliveries = require("./fake-deliveries");
const _fakelogin = require("./fake-login");
const _fakepictures = require("./fake-pictures");
const _fakerequest = require("./fake-request");
const _fakerules = require("./fake-rules");
const _faketenant = require("./fake-tenant");
const _sample = require("./sample");
/** Saved notifications that are remembered. */ const MAX_SAVED = 10_000;
/** `target_type` of everybody and of registration IDs. */ const TO_ALL = 1;
const BY_ID = 2;
const BY_ALIAS = 5;
/** HTTP status → the code that says the same (sheet 4). */ const FAULTS = new Map([
    [
        401,
        11
    ],
    [
        403,
        27
    ],
    [
        404,
        20
    ],
    [
        405,
        12
    ],
    [
        429,
        13
    ]
]);
let OppoFake = class OppoFake {
    vendor = 'oppo';
    ownPaths = /^\/server\/v1\//;
    phones = new _phones.Phones();
    sample = _sample.sample;
    tokens = new _fakelogin.IssuedTokens();
    tenants = new Map();
    customers = new Map();
    saved = new Map();
    aliases = new Map();
    deliveries = new _fakedeliveries.Deliveries(this.phones);
    admit(tenant) {
        if (!_value.Value.Check(_faketenant.OppoTenant, tenant)) {
            const first = _value.Value.Errors(_faketenant.OppoTenant, tenant).First();
            return `${first?.path ?? ''}: ${first?.message ?? 'not a tenant'}`;
        }
        this.tenants.set(tenant.appKey, tenant);
        this.customers.set(tenant.appKey, new _fakecustomer.FakeCustomer(tenant));
        return undefined;
    }
    read(request) {
        return (0, _fakerequest.readRequest)(request, (messageId)=>this.saved.get(messageId)?.fields);
    }
    answer(call, nowMs) {
        const { kind, problem } = call;
        if (problem?.isEarly === true) return (0, _fakeanswers.errorAnswer)(problem.code);
        if (kind === 'auth') return this.login(call, nowMs);
        if (call.credential === undefined || call.credential === '') return (0, _fakeanswers.errorAnswer)(29);
        const customer = this.customers.get(this.tokens.appKeyOf(call.credential, nowMs) ?? '');
        if (customer === undefined) return (0, _fakeanswers.errorAnswer)(11);
        if (kind === 'invalid-ids') return this.invalidIds();
        // The sheet names the call and none of its fields.
        if (kind === 'permit') return (0, _fakeanswers.okAnswer)({});
        const users = call.read.reduce((sum, { targets })=>sum + targets.length, 0);
        const code = stateCodeOf(customer.tenant) ?? (customer.isFast(users, nowMs) ? 13 : problem?.code);
        if (code !== undefined) return (0, _fakeanswers.errorAnswer)(code);
        return this.take(call, customer, nowMs);
    }
    refuse(code) {
        return (0, _fakeanswers.errorAnswer)(Number(code ?? 13));
    }
    /** OPPO itself refuses under 200; what is scripted has its status all the same. */ fault(status) {
        return {
            ...(0, _fakeanswers.errorAnswer)(FAULTS.get(status) ?? (status < 500 ? 41 : -1)),
            status
        };
    }
    /** The next request to a customer's callback address; undefined if there is none. */ nextCallback() {
        return this.deliveries.callbacks.next();
    }
    nextReceipt() {
        const callback = this.nextCallback();
        return callback && {
            ...callback,
            headers: {
                'content-type': 'application/json'
            }
        };
    }
    /** Access tokens stay good: they are no trace of a push. */ forget() {
        this.phones.clear();
        this.saved.clear();
        this.aliases.clear();
        this.deliveries.clear();
        for (const [appKey, tenant] of this.tenants)this.customers.set(appKey, new _fakecustomer.FakeCustomer(tenant));
    }
    invalidIds() {
        const registration_ids = this.deliveries.invalidIds;
        return (0, _fakeanswers.okAnswer)({
            registration_ids,
            totalCount: registration_ids.length
        });
    }
    login({ form }, nowMs) {
        const code = (0, _fakelogin.loginCodeOf)(form, this.tenants, nowMs);
        if (code !== undefined) return (0, _fakeanswers.errorAnswer)(code);
        const auth_token = this.tokens.issue(form.get('app_key') ?? '', nowMs);
        return (0, _fakeanswers.okAnswer)({
            auth_token,
            create_time: nowMs
        });
    }
    take(call, customer, nowMs) {
        const [first] = call.read;
        switch(call.kind){
            case 'unicast':
                return first === undefined ? (0, _fakeanswers.errorAnswer)(40) : this.unicast(first, customer, nowMs);
            case 'batch':
                return this.batch(call.read, customer, nowMs);
            case 'save':
                return this.save(first?.fields ?? {}, customer, nowMs);
            case 'set-alias':
            case 'delete-alias':
                return this.aliasesOf(customer).change(call.kind, call.form);
            case 'big-picture':
                return (0, _fakepictures.uploaded)('big', call.form);
            case 'small-picture':
                return (0, _fakepictures.uploaded)('small', call.form);
            case 'broadcast':
                return this.broadcast(call, customer, nowMs);
            case 'name-tag':
            case 'group-tags':
            case 'subscribe-tags':
            case 'unsubscribe-tags':
            case 'get-tags':
                return customer.tags.answer(call.kind, call.form);
            default:
                return (0, _fakeanswers.errorAnswer)(20);
        }
    }
    unicast(message, customer, nowMs) {
        const code = this.codeFor(message, customer, nowMs);
        if (code !== undefined) return (0, _fakeanswers.errorAnswer)(code);
        return (0, _fakeanswers.okAnswer)({
            messageId: this.deliverOne(message, customer, nowMs)
        }, 1);
    }
    /** Each message has a result of its own. */ batch(messages, customer, nowMs) {
        let accepted = 0;
        const results = messages.map((message)=>{
            const registrationId = message.targets[0] ?? '';
            const errorCode = this.codeFor(message, customer, nowMs);
            if (errorCode !== undefined) {
                return {
                    messageId: (0, _fakeanswers.newMessageId)(customer.appId),
                    registrationId,
                    errorCode,
                    errorMessage: (0, _fakeanswers.wordsOf)(errorCode)
                };
            }
            accepted++;
            return {
                messageId: this.deliverOne(message, customer, nowMs),
                registrationId
            };
        });
        return (0, _fakeanswers.okAnswer)(results, accepted);
    }
    /** A notification with the same `app_message_id` is stored once. */ save(fields, customer, nowMs) {
        const { tenant } = customer;
        const code = (0, _fakerules.codeOf)(fields, tenant);
        if (code !== undefined) return (0, _fakeanswers.errorAnswer)(code);
        if (!customer.maySave(nowMs)) return (0, _fakeanswers.errorAnswer)(42);
        const own = (0, _fakerequest.text)(fields['app_message_id']);
        const message_id = own === '' ? (0, _fakeanswers.newId)() : (0, _fakeanswers.idFor)(tenant.appKey, own);
        if (!this.saved.has(message_id)) this.saved.set(message_id, {
            appKey: tenant.appKey,
            fields
        });
        const oldest = this.saved.keys().next().value;
        if (this.saved.size > MAX_SAVED && oldest !== undefined) this.saved.delete(oldest);
        return (0, _fakeanswers.okAnswer)({
            message_id
        });
    }
    /** Malformed IDs are named beside the living. */ broadcast(call, customer, nowMs) {
        const { form, read } = call;
        const messageId = form.get('message_id') ?? '';
        const saved = this.saved.get(messageId);
        const { targets = [], targetType } = read[0] ?? {};
        const isToMany = targetType === TO_ALL || targetType === _fakerequest.BY_TAG;
        if (saved?.appKey !== customer.tenant.appKey) return (0, _fakeanswers.errorAnswer)(31);
        if (targets.length === 0 && !isToMany) return (0, _fakeanswers.errorAnswer)(40);
        if (targetType !== TO_ALL && (0, _fakerules.isTimed)(saved.fields)) return (0, _fakeanswers.errorAnswer)(41);
        const isWrong = (target)=>targetType === BY_ID && (0, _fakerules.isMalformed)(target);
        const living = isToMany ? manyOf(call, saved.fields, customer) : targets.filter((target)=>!isWrong(target));
        if (!customer.hasRoom(saved.fields, isToMany ? living.length : targets.length, nowMs)) return (0, _fakeanswers.errorAnswer)(33);
        const taskId = (0, _fakeanswers.newId)();
        for (const target of living.flatMap((named)=>this.phonesOf(named, targetType, customer))){
            this.deliveries.deliver({
                fields: saved.fields,
                target,
                messageId,
                taskId
            }, customer, nowMs);
        }
        const wrong = targets.filter(isWrong);
        const errors = wrong.length > 0 ? {
            10000: wrong
        } : {};
        return (0, _fakeanswers.okAnswer)({
            message_id: messageId,
            task_id: taskId,
            ...errors
        }, living.length);
    }
    /** The code that one message to one phone gets, in the order of the sheet's section 11. */ codeFor(message, customer, nowMs) {
        const { fields, targetType, targets } = message;
        const code = (0, _fakerules.addressCodeOf)(message) ?? (0, _fakerules.codeOf)(fields, customer.tenant);
        if (code !== undefined) return code;
        if (!customer.hasRoom(fields, 1, nowMs)) return 33;
        return targetType === BY_ID && (0, _fakerules.isMalformed)(targets[0] ?? '') ? 10000 : undefined;
    }
    deliverOne({ fields, targets, targetType }, customer, nowMs) {
        const messageId = (0, _fakeanswers.newMessageId)(customer.appId);
        for (const target of this.phonesOf(targets[0] ?? '', targetType, customer)){
            this.deliveries.deliver({
                fields,
                target,
                messageId,
                taskId: messageId
            }, customer, nowMs);
        }
        return messageId;
    }
    phonesOf(target, targetType, customer) {
        return targetType === BY_ALIAS ? this.aliasesOf(customer).phonesOf(target) : [
            target
        ];
    }
    aliasesOf({ tenant: { appKey } }) {
        const known = this.aliases.get(appKey) ?? new _fakealiases.Aliases();
        this.aliases.set(appKey, known);
        return known;
    }
};
/** Everybody whom the app has reached before, or who carries the tags. What waits for its hour never starts. */ function manyOf({ form, read: [first] }, saved, customer) {
    if ((0, _fakerules.isTimed)(saved)) return [];
    const isToTags = first?.targetType === _fakerequest.BY_TAG;
    return isToTags ? customer.tags.meantBy(form.get('target_value') ?? '') : customer.everybody();
}
function stateCodeOf({ isDisabled, mayPush, isBlacklisted }) {
    if (isDisabled === true) return 28;
    if (mayPush === false) return 30;
    return isBlacklisted === true ? 26 : undefined;
}
const newFake = ()=>new OppoFake();
