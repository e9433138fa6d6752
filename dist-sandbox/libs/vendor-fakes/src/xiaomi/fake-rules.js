// What Xiaomi refuses, one rule each, in the order in which it looks. Limits are stated here anew, not imported from the adapter:
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
    get problemOf () {
        return problemOf;
    },
    get topicsIn () {
        return topicsIn;
    }
});
const _faketenant = require("./fake-tenant");
const refuse = (code, reason)=>({
        code,
        reason
    });
/** A rule that each message of the call has to pass. */ const each = (check)=>(call, tenant)=>firstOf(call.read, (message)=>check(message, tenant));
function firstOf(things, check) {
    for (const thing of things){
        const problem = check(thing);
        if (problem !== undefined) return problem;
    }
    return undefined;
}
const PREDEFINED = /^(notify_effect|intent_uri|web_uri|notify_foreground|ticker|sound_uri|channel_(id|name|description)|template_(id|param)|jobkey|callback(\.param|\.type)?|only_send_once|flow_control|(locale|model|app_version)(_not_in)?|connpt|badge|instant_notify|layout_(name|value)|notification_.*)$/;
const enabled = (_call, tenant)=>tenant.enabled === false ? refuse(10031, `AppId(id=${tenant.appId ?? '0'}) in the blacklist, forbid to send messages`) : undefined;
/** From v3 on a list may name several, by the documents; v2 takes one. */ const packageName = ({ read, path }, tenant)=>firstOf(read, ({ fields: { restricted_package_name: names = '' } })=>{
        const given = path.startsWith('/v2/') ? [
            names
        ] : names.split(',').map((name)=>name.trim());
        const isFine = given.every((name)=>tenant.packageNames.includes(name));
        return isFine ? undefined : refuse(22022, 'Invalid package name.');
    });
const TARGET_MISSING = 21305;
const readable = ({ problem })=>problem?.code === TARGET_MISSING ? undefined : problem;
const oneKindOfTarget = ({ problem })=>problem;
const TOPIC = /\/(?:multi_)?topic$/;
const OPERATIONS = [
    'UNION',
    'INTERSECTION',
    'EXCEPT'
];
const MAX_TOPICS = 5;
const topics = ({ kind, path, query })=>{
    if (kind !== 'many' || !TOPIC.test(path)) return undefined;
    const named = topicsIn(query);
    if (named.length === 0) return refuse(65013, 'topic is empty');
    if (named.length > MAX_TOPICS) return refuse(65035, 'too many topics');
    const isFine = OPERATIONS.includes(query.get('topic_op') || 'UNION');
    return isFine ? undefined : refuse(10017, 'Invalid topic_op.');
};
const topicsIn = (query)=>(query.get('topic') ?? query.get('topics') ?? '').split(';$;').filter(Boolean);
const targetCount = ({ read })=>{
    const targets = read.reduce((sum, message)=>sum + message.targets.length, 0);
    return targets > 1000 ? refuse(10017, 'Too many targets.') : undefined;
};
const words = each(({ fields })=>{
    if (fields['pass_through'] === '1') return undefined;
    const { title = '', description = '' } = fields;
    if (title.trim() === '' || description.trim() === '') return refuse(10016, 'title and description needed');
    return title.length >= 50 || description.length >= 128 ? refuse(65009, 'message too long') : undefined;
});
const payloadSize = each(({ fields: { payload = '' } })=>Buffer.byteLength(payload) < 4096 || Buffer.byteLength(decodedOnce(payload)) < 4096 ? undefined : refuse(65009, 'message too long'));
/** Some clients encode the payload before the form does. */ function decodedOnce(payload) {
    try {
        return decodeURIComponent(payload);
    } catch  {
        return payload;
    }
}
const numbers = each(({ fields })=>{
    const isFine = /^(|0|1)$/.test(fields['pass_through'] ?? '') && /^(|-1|[0-7])$/.test(fields['notify_type'] ?? '') && /^\d{0,13}$/.test(fields['notify_id'] ?? '') && /^\d{0,10}$/.test(fields['time_to_live'] ?? '') && Number(fields['time_to_live'] ?? 0) <= 1_209_600_000;
    return isFine ? undefined : refuse(10017, 'Invalid parameter.');
});
const effects = each(({ extra })=>{
    const { notify_effect: effect, intent_uri: intent, web_uri: page } = extra;
    const isFine = effect === undefined || effect === '1' || effect === '2' && intent !== undefined || effect === '3' && /^https?:\/\//.test(page ?? '');
    return isFine ? undefined : refuse(10017, 'Invalid notify_effect.');
});
const jobKeys = each(({ extra: { jobkey } })=>jobkey === undefined || /^(?!_)[0-9A-Za-z_-]{1,20}$/.test(jobkey) ? undefined : refuse(10017, 'Invalid jobkey.'));
const customExtras = each(({ extra })=>{
    const custom = Object.entries(extra).filter(([name])=>!PREDEFINED.test(name));
    if (custom.length > 10) return refuse(65014, 'too many extras');
    const length = custom.reduce((sum, [name, value])=>sum + name.length + value.length, 0);
    return length > 1024 ? refuse(65015, 'extras too long') : undefined;
});
const callbacks = each(({ extra }, tenant)=>{
    const { callback } = extra;
    if (Buffer.byteLength(extra['callback.param'] ?? '') > 64) return refuse(65036, 'callback param too long');
    if (callback === undefined) return undefined;
    if (callback.length > 1024) return refuse(65037, 'callback url too long');
    const form = tenant.httpsCallbacks === true ? /^https?:\/\/[^\s/]+/ : /^http:\/\/[^\s/]+/;
    return form.test(callback) ? undefined : refuse(65038, 'callback url illegal');
});
const channels = each(({ extra: { channel_id: channel } }, tenant)=>{
    const isKnown = channel === undefined ? tenant.defaultClass === true : Object.hasOwn(tenant.channels ?? {}, channel);
    return isKnown ? undefined : refuse(27001, 'invalid channel info!');
});
/** The code for a bad template, or for none where one must be, is not documented. */ const templates = each(({ extra: { channel_id: channel, template_id: id, template_param: param } }, tenant)=>{
    if (id === undefined) {
        const isWanted = tenant.needsTemplate === true && (0, _faketenant.classOf)(tenant, channel) === 'private';
        return isWanted ? refuse(10016, 'template_id is required for private messages.') : undefined;
    }
    const declared = Object.hasOwn(tenant.templates ?? {}, id) ? tenant.templates?.[id] : undefined;
    if (declared === undefined) return refuse(10017, 'Invalid template.');
    const given = valuesIn(param);
    const names = Object.keys(given ?? {});
    const isFine = declared.length === names.length && declared.every((name)=>names.includes(name));
    if (given === undefined || !isFine) return refuse(10017, 'template_param does not match the template.');
    return Object.values(given).every(isValue) ? undefined : refuse(10017, 'Invalid template_param.');
});
const isValue = (value)=>typeof value === 'string' && /^(?=[^]*\S)[^\p{So}\p{Cn}\p{Cs}]{1,128}$/u.test(value);
function valuesIn(param = '{}') {
    try {
        const value = JSON.parse(param);
        return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
    } catch  {
        return undefined;
    }
}
/** After the secret is known and before rate, quota and targets. */ const RULES = [
    enabled,
    readable,
    packageName,
    oneKindOfTarget,
    topics,
    targetCount,
    words,
    payloadSize,
    numbers,
    effects,
    jobKeys,
    customExtras,
    callbacks,
    channels,
    templates
];
const problemOf = (call, tenant)=>firstOf(RULES, (rule)=>rule(call, tenant));
