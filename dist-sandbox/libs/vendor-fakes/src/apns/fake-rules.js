// What APNs refuses in a request, one rule each, in the order of the sheet (4, "Simulator check order"). Limits are stated here anew,
// not imported from the adapter: a fake that shares a number with what it judges cannot find it wrong.
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
    get problemOf () {
        return problemOf;
    },
    get problemOfPath () {
        return problemOfPath;
    }
});
const _sample = require("./sample");
/** Sheet, 3 "Push types". The bundle ID goes in front. */ const SUFFIXES = {
    alert: '',
    background: '',
    voip: '.voip',
    complication: '.complication',
    fileprovider: '.pushkit.fileprovider',
    mdm: '',
    location: '.location-query',
    liveactivity: '.push-type.liveactivity',
    pushtotalk: '.voip-ptt',
    widgets: '.push-type.widgets',
    controls: '.push-type.controls'
};
const TOKENS_ONLY = [
    'location',
    'liveactivity'
];
const typeOf = ({ headers })=>headers['apns-push-type'] ?? 'alert';
const twice = ({ connection })=>{
    const names = (connection?.headerNames() ?? []).filter((name)=>name.startsWith('apns-'));
    return new Set(names).size < names.length ? 'DuplicateHeaders' : undefined;
};
const id = ({ headers: { 'apns-id': value } })=>value === undefined || /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value) ? undefined : 'BadMessageId';
const expiration = ({ headers: { 'apns-expiration': value } })=>value === undefined || /^\d{1,12}$/.test(value) ? undefined : 'BadExpirationDate';
const priority = (call)=>{
    const value = call.headers['apns-priority'];
    if (value !== undefined && ![
        '1',
        '5',
        '10'
    ].includes(value)) return 'BadPriority';
    return typeOf(call) === 'background' && value === '10' ? 'BadPriority' : undefined;
};
const collapse = ({ headers: { 'apns-collapse-id': value = '' } })=>Buffer.byteLength(value) > 64 ? 'BadCollapseId' : undefined;
const type = (call)=>Object.hasOwn(SUFFIXES, typeOf(call)) ? undefined : 'InvalidPushType';
const topic = (call, { bundleIds, topic: own })=>{
    const value = call.headers['apns-topic'] ?? own;
    if (value === undefined || value === '') return 'MissingTopic';
    if (!/^[A-Za-z0-9.-]+$/.test(value)) return 'BadTopic';
    const suffix = SUFFIXES[typeOf(call)] ?? '';
    const isKnown = bundleIds.some((bundleId)=>value === bundleId + suffix);
    const isTokenNeeded = TOKENS_ONLY.includes(typeOf(call)) && call.connection?.certificate !== undefined;
    return isKnown && !isTokenNeeded ? undefined : 'TopicDisallowed';
};
/** Words in the token choose; what has none is a phone. Only zeros are nobody's. */ const device = ({ token = '', environment })=>{
    const word = (0, _sample.wordOf)(token);
    if (!/^(?:[0-9a-f]{2})+$/.test(token) || /^0+$/.test(token) || word.startsWith('malformed-')) return 'BadDeviceToken';
    if (word.startsWith('sandbox-') && environment === 'production') return 'BadDeviceToken';
    if (word.startsWith('dead-')) return 'Unregistered';
    if (word.startsWith('expired-')) return 'ExpiredToken';
    return word.startsWith('foreign-') ? 'DeviceTokenNotForTopic' : undefined;
};
/** Calls and device management come without `aps`: any object that says something will do. */ const body = ({ payload = {} })=>Object.keys(payload).length === 0 ? 'PayloadEmpty' : undefined;
const size = (call)=>call.bytes > (typeOf(call) === 'voip' ? 5_120 : 4_096) ? 'PayloadTooLarge' : undefined;
const RULES = [
    twice,
    id,
    expiration,
    priority,
    collapse,
    type,
    topic,
    device,
    body,
    size
];
function problemOf(call, admitted) {
    for (const rule of RULES){
        const reason = rule(call, admitted);
        if (reason !== undefined) return reason;
    }
    return undefined;
}
function problemOfPath({ method, token }) {
    if (method !== 'POST') return 'MethodNotAllowed';
    if (token === undefined) return 'BadPath';
    return token === '' ? 'MissingDeviceToken' : undefined;
}
