// What vivo refuses, one rule each, in the order in which it looks (sheet 11). Limits are stated here anew, not imported from the adapter:
// a fake that shares a number with what it judges cannot find it wrong.
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
    get classIn () {
        return classIn;
    },
    get codeOf () {
        return codeOf;
    },
    get isTest () {
        return isTest;
    },
    get listCodeOf () {
        return listCodeOf;
    }
});
const _fakerequest = require("./fake-request");
const refuse = (code, isBroken)=>(judged)=>isBroken(judged.fields, judged) ? code : undefined;
const CATEGORIES = {
    IM: 1,
    ACCOUNT: 1,
    TODO: 1,
    DEVICE_REMINDER: 1,
    ORDER: 1,
    SUBSCRIPTION: 1,
    NEWS: 0,
    CONTENT: 0,
    MARKETING: 0,
    SOCIAL: 0
};
const HOUR_MS = 3_600_000;
const CHINA_HOURS = 8;
const isAbsent = (value)=>value === undefined || value === null || value === '';
/** A whole number in the range. */ const isWithin = (value, from, to)=>{
    const number = (0, _fakerequest.integer)(value);
    return number !== undefined && number >= from && number <= to;
};
const categoryIn = ({ category })=>Object.hasOwn(CATEGORIES, (0, _fakerequest.text)(category)) ? CATEGORIES[(0, _fakerequest.text)(category)] : undefined;
function classIn(fields, tenant) {
    return (0, _fakerequest.integer)(fields['classification']) ?? categoryIn(fields) ?? tenant.defaultClassification ?? 1;
}
const isTest = (fields)=>(0, _fakerequest.integer)(fields['pushMode']) === 1;
function isBrokenSkip({ skipType, skipContent }) {
    const content = (0, _fakerequest.text)(skipContent);
    if (!isWithin(skipType, 1, 4) || content.length > 2048) return true;
    if ((0, _fakerequest.integer)(skipType) === 2) return !/^https?:\/\/./.test(content);
    return (0, _fakerequest.integer)(skipType) === 4 && content === '';
}
function isBrokenMap({ clientCustomMap: map }) {
    if (isAbsent(map)) return false;
    if (!(0, _fakerequest.isObject)(map)) return true;
    const pairs = Object.entries(map);
    const length = pairs.reduce((sum, [key, value])=>sum + key.length + (0, _fakerequest.text)(value).length, 0);
    return pairs.some(([key, value])=>key === '' || typeof value !== 'string') || length > 1024;
}
const extraIn = ({ extra })=>(0, _fakerequest.isObject)(extra) ? extra : {};
const EXTRA_KEYS = [
    'callback',
    'callback.id',
    'callback.param'
];
/** Only digits, only Latin letters, only symbols, "test", braces and brackets (sheet 5). */ const LOOKS_LIKE_A_TEST = /^\d+$|^[A-Za-z]+$|^[\p{P}\p{S}\d]+$|测试|[{}[\]]/u;
function isOutOfHours(fields, { tenant, nowMs }) {
    const hour = (Math.floor(nowMs / HOUR_MS) + CHINA_HOURS) % 24;
    return classIn(fields, tenant) === 0 && !isTest(fields) && (hour < 7 || hour >= 23);
}
/** After the token is known and before rate, quota and target. */ const RULES = [
    refuse(10094, ({ appId }, { tenant })=>!isAbsent(appId) && (0, _fakerequest.text)(appId) !== tenant.appId),
    refuse(10043, (_fields, { tenant })=>tenant.isClosed === true),
    refuse(10045, (fields, { tenant })=>tenant.isUnderReview === true && !isTest(fields)),
    refuse(10050, (fields, { kind })=>kind === 'send' && (0, _fakerequest.targetsOf)(fields).length !== 1),
    refuse(10054, ({ notifyType })=>!isWithin(notifyType, 1, 4)),
    refuse(10055, ({ title })=>(0, _fakerequest.text)(title).trim() === ''),
    refuse(10056, ({ title })=>(0, _fakerequest.text)(title).length > 40),
    refuse(10057, ({ content })=>(0, _fakerequest.text)(content).trim() === ''),
    refuse(10058, ({ content })=>(0, _fakerequest.text)(content).length > 100),
    refuse(10059, ({ timeToLive })=>!isAbsent(timeToLive) && !isWithin(timeToLive, 60, 604_800)),
    refuse(10060, isBrokenSkip),
    refuse(10065, ({ networkType })=>!isAbsent(networkType) && ![
            -1,
            1
        ].includes((0, _fakerequest.integer)(networkType) ?? 0)),
    refuse(10067, isBrokenMap),
    refuse(10352, ({ requestId })=>(0, _fakerequest.text)(requestId) === ''),
    refuse(10353, ({ requestId })=>(0, _fakerequest.text)(requestId).length > 64),
    refuse(10304, (fields)=>Object.keys(extraIn(fields)).some((key)=>!EXTRA_KEYS.includes(key))),
    refuse(10305, (fields)=>(0, _fakerequest.text)(extraIn(fields)['callback']).length > 128),
    refuse(10306, (fields)=>(0, _fakerequest.text)(extraIn(fields)['callback.param']).length > 192),
    refuse(10051, ({ classification })=>!isAbsent(classification) && !isWithin(classification, 0, 1)),
    refuse(10096, (fields)=>!isAbsent(fields['category']) && categoryIn(fields) === undefined),
    refuse(10097, (fields, { tenant })=>!isAbsent(fields['category']) && categoryIn(fields) !== classIn(fields, tenant)),
    refuse(10095, ({ notifyId })=>!isAbsent(notifyId) && !isWithin(notifyId, 1, 2_147_483_647)),
    refuse(10082, (fields, { tenant })=>tenant.hasSystemMessages === false && classIn(fields, tenant) === 1),
    refuse(10104, (fields, { tenant })=>tenant.refusesTestWords === true && !isTest(fields) && [
            fields['title'],
            fields['content']
        ].some((words)=>LOOKS_LIKE_A_TEST.test((0, _fakerequest.text)(words)))),
    refuse(10071, isOutOfHours)
];
const codeOf = (judged)=>firstOf(RULES, (rule)=>rule(judged));
/** A list of a saved message (sheet 3.2); the message itself was looked at when it was saved. */ const LIST_RULES = [
    refuse(10094, ({ appId }, { tenant })=>!isAbsent(appId) && (0, _fakerequest.text)(appId) !== tenant.appId),
    refuse(10151, ({ taskId })=>isAbsent(taskId)),
    refuse(10152, ({ taskId })=>!/^\d{1,32}$/.test((0, _fakerequest.text)(taskId))),
    refuse(10150, (fields)=>(0, _fakerequest.targetsOf)(fields).length === 0),
    refuse(10153, (fields)=>(0, _fakerequest.targetsOf)(fields).length < 2 || (0, _fakerequest.targetsOf)(fields).length > 1000),
    refuse(10352, ({ requestId })=>(0, _fakerequest.text)(requestId) === ''),
    refuse(10353, ({ requestId })=>(0, _fakerequest.text)(requestId).length > 64)
];
const listCodeOf = (fields, tenant, nowMs)=>firstOf(LIST_RULES, (rule)=>rule({
            kind: 'send',
            fields,
            tenant,
            nowMs
        }));
function firstOf(rules, ask) {
    for (const rule of rules){
        const code = ask(rule);
        if (code !== undefined) return code;
    }
    return undefined;
}
