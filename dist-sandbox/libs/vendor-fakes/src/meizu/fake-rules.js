// What Meizu calls a parameter error (1005), one rule each. Limits are stated here anew, not imported from the adapter: a fake that shares
// a number with what it judges cannot find it wrong.
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
    get countProblem () {
        return countProblem;
    },
    get messageProblem () {
        return messageProblem;
    }
});
const _fakemessage = require("./fake-message");
const unless = (isFine, problem)=>isFine ? undefined : problem;
/** Every character counts one (sheet, 3.2), emoji too. */ const hasLength = (text, most)=>text !== undefined && text.trim() !== '' && [
        ...text
    ].length <= most;
const hasBytes = (text, most, least = 1)=>text !== undefined && Buffer.byteLength(text) >= least && Buffer.byteLength(text) <= most;
const words = ({ noticeBarInfo })=>unless(hasLength((0, _fakemessage.textIn)(noticeBarInfo, 'title'), 32) && hasLength((0, _fakemessage.textIn)(noticeBarInfo, 'content'), 100), 'title has 1 to 32 characters, content 1 to 100');
/** 1, a picture, was withdrawn in May 2022. */ const kinds = ({ noticeBarInfo })=>unless([
        0,
        1
    ].includes((0, _fakemessage.numberIn)(noticeBarInfo, 'noticeMsgType', 0)) && [
        0,
        2
    ].includes((0, _fakemessage.numberIn)(noticeBarInfo, 'noticeBarType', 0)), 'noticeMsgType is 0 or 1, noticeBarType 0 or 2');
const expansion = ({ noticeExpandInfo })=>{
    const type = (0, _fakemessage.numberIn)(noticeExpandInfo, 'noticeExpandType', 0);
    const isFine = type === 0 || type === 1 && hasLength((0, _fakemessage.textIn)(noticeExpandInfo, 'noticeExpandContent'), Infinity) || type === 2 && hasLength((0, _fakemessage.textIn)(noticeExpandInfo, 'noticeExpandImgUrl'), Infinity);
    return unless(isFine, 'noticeExpandType 1 needs a text, 2 a picture');
};
const click = ({ clickTypeInfo })=>{
    const type = (0, _fakemessage.numberIn)(clickTypeInfo, 'clickType', 0);
    const isFine = type === 0 || type === 1 && isClassName((0, _fakemessage.textIn)(clickTypeInfo, 'activity')) || type === 2 && hasBytes((0, _fakemessage.textIn)(clickTypeInfo, 'url'), 1000) || type === 3 && hasBytes((0, _fakemessage.textIn)(clickTypeInfo, 'customAttribute'), 1000);
    return unless(isFine, 'clickType 1 needs an activity, 2 a url, 3 a customAttribute');
};
const isClassName = (name)=>name !== undefined && name.length <= 1000 && /^[A-Za-z_]\w*(\.[A-Za-z_$][\w$]*)+$/.test(name);
const parameters = ({ clickTypeInfo })=>unless((0, _fakemessage.isObject)(clickTypeInfo['parameters'] ?? {}), 'parameters is an object');
const times = ({ pushTimeInfo })=>{
    const offLine = (0, _fakemessage.numberIn)(pushTimeInfo, 'offLine', 1);
    const hours = (0, _fakemessage.numberIn)(pushTimeInfo, 'validTime', 24);
    const isKept = offLine === 1 && Number.isInteger(hours) && hours >= 1 && hours <= 72;
    return unless(offLine === 0 || isKept, 'offLine is 0 or 1, validTime 1 to 72');
};
const A_TIME = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;
/** Timed starts are for pushes to all and to tags only. */ function startProblem({ pushTimeInfo }, isForMany) {
    const type = (0, _fakemessage.numberIn)(pushTimeInfo, 'pushTimeType', 0);
    const isTime = A_TIME.test((0, _fakemessage.textIn)(pushTimeInfo, 'startTime') ?? '');
    return unless(type === 0 || type === 1 && isForMany && isTime, 'no timed start here, or no startTime');
}
const flags = ({ advanceInfo })=>{
    const kinds = advanceInfo['notificationType'] ?? {};
    if (!(0, _fakemessage.isObject)(kinds)) return 'notificationType is an object';
    const values = [
        (0, _fakemessage.numberIn)(advanceInfo, 'suspend', 1),
        (0, _fakemessage.numberIn)(advanceInfo, 'clearNoticeBar', 1),
        ...[
            'vibrate',
            'lights',
            'sound'
        ].map((name)=>(0, _fakemessage.numberIn)(kinds, name, 1))
    ];
    return unless(values.every((value)=>value === 0 || value === 1), 'flags are 0 or 1');
};
/** Shown between two times. The document's second key ends in a blank by mistake (sheet, 3.2), so both spellings are read. */ const showing = ({ advanceInfo })=>{
    const isFixed = (0, _fakemessage.numberIn)(advanceInfo, 'fixDisplay', 0);
    const end = advanceInfo['fixEndDisplayTime'] ?? advanceInfo['fixEndDisplayTime '];
    const times = [
        advanceInfo['fixStartDisplayTime'],
        end
    ];
    const isFine = isFixed === 0 || isFixed === 1 && times.every((time)=>A_TIME.test(typeof time === 'string' ? time : ''));
    return unless(isFine, 'fixDisplay is 0, or 1 with two times');
};
const notifyKey = ({ advanceInfo })=>unless(/^[0-9A-Za-z_-]{0,8}$/.test((0, _fakemessage.textIn)(advanceInfo, 'notifyKey') ?? '!'), 'notifyKey has up to 8 of [0-9A-Za-z_-]');
const receipts = ({ extra }, { callbacks })=>{
    const callback = (0, _fakemessage.textIn)(extra, 'callback');
    const isFine = callback === '' || hasBytes(callback, 128) && /^https?:\/\/[^\s/]+/.test(callback ?? '') && (callbacks === undefined || callbacks.includes(callback ?? '')) && hasBytes((0, _fakemessage.textIn)(extra, 'callback.param'), 64, 0) && [
        1,
        2,
        3
    ].includes((0, _fakemessage.numberIn)(extra, 'callback.type', 3));
    return unless(isFine, 'the callback is not registered, or one of its fields is wrong');
};
const RULES = [
    words,
    kinds,
    expansion,
    click,
    parameters,
    times,
    flags,
    showing,
    notifyKey,
    receipts
];
function messageProblem(message, tenant, isForMany = false) {
    if (message === undefined) return 'messageJson cannot be read';
    for (const rule of RULES){
        const problem = rule(message, tenant);
        if (problem !== undefined) return problem;
    }
    return startProblem(message, isForMany);
}
const countProblem = (targets)=>targets.length > 0 && targets.length <= 100 ? undefined : 'a request has 1 to 100 targets';
