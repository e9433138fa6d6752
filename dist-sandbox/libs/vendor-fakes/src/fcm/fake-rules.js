// What FCM refuses in a message, one rule each, in the order in which it looks. Limits are stated here anew, not imported from the
// adapter: a fake that shares a number with what it judges cannot find it wrong.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "refusalOf", {
    enumerable: true,
    get: function() {
        return refusalOf;
    }
});
const _tricks = require("../host/tricks");
const _fakeanswers = require("./fake-answers");
const _fakerequest = require("./fake-request");
const invalid = (message)=>(0, _fakeanswers.fcmError)('INVALID_ARGUMENT', message);
const oneTarget = (message)=>{
    const targets = [
        'token',
        'fid',
        'topic',
        'condition'
    ].filter((name)=>(0, _fakerequest.textIn)(message, name) !== '');
    if (targets.length === 1) return undefined;
    return targets.length === 0 ? invalid('Recipient of the message is not set.') : (0, _fakeanswers.badRequest)([
        {
            field: 'message',
            description: "oneof field 'target' is already set."
        }
    ]);
};
const topics = (message)=>{
    const topic = (0, _fakerequest.textIn)(message, 'topic');
    return topic === '' || /^[a-zA-Z0-9\-_.~%]+$/.test(topic) ? undefined : invalid('Invalid topic name.');
};
const condition = (message)=>{
    const named = (0, _fakerequest.textIn)(message, 'condition').match(/\bin topics\b/g) ?? [];
    return named.length <= 5 ? undefined : invalid('Invalid condition: at most 5 topics.');
};
const RESERVED = /^(from|message_type|gcm|google\..*|gcm\.notification\..*)$/;
const dataKeys = (message)=>{
    const keys = [
        message,
        (0, _fakerequest.partIn)(message, 'android'),
        (0, _fakerequest.partIn)(message, 'webpush')
    ].flatMap((part)=>Object.keys((0, _fakerequest.partIn)(part, 'data')));
    const reserved = keys.find((key)=>RESERVED.test(key));
    return reserved === undefined ? undefined : invalid(`Invalid data payload key: ${reserved}`);
};
const lifetime = (message)=>{
    const ttlMs = (0, _fakerequest.ttlOf)(message) ?? 0;
    return ttlMs >= 0 && ttlMs <= 2_419_200_000 ? undefined : invalid('Invalid ttl: must be between 0 and 4 weeks.');
};
const labels = (message)=>{
    const parts = [
        message,
        (0, _fakerequest.partIn)(message, 'android'),
        (0, _fakerequest.partIn)(message, 'apns'),
        (0, _fakerequest.partIn)(message, 'webpush')
    ];
    const all = parts.map((part)=>(0, _fakerequest.textIn)((0, _fakerequest.partIn)(part, 'fcm_options'), 'analytics_label'));
    return all.every((label)=>/^[a-zA-Z0-9\-_.~%]{0,50}$/.test(label)) ? undefined : invalid('Invalid analytics label.');
};
const colours = (message)=>{
    const color = (0, _fakerequest.textIn)((0, _fakerequest.partIn)((0, _fakerequest.partIn)(message, 'android'), 'notification'), 'color');
    return color === '' || /^#[0-9a-f]{6}$/i.test(color) ? undefined : invalid('Invalid color: must be #rrggbb.');
};
const lights = (message)=>{
    const shown = (0, _fakerequest.partIn)((0, _fakerequest.partIn)(message, 'android'), 'notification');
    const parts = Object.values((0, _fakerequest.partIn)((0, _fakerequest.partIn)(shown, 'light_settings'), 'color'));
    return parts.every((part)=>Number(part) >= 0 && Number(part) <= 1) ? undefined : invalid('Invalid light_settings: a part of a colour is 0 to 1.');
};
/** Keys and values of data and notification. */ const size = (message)=>{
    const android = (0, _fakerequest.partIn)(message, 'android');
    const parts = [
        {
            ...(0, _fakerequest.partIn)(message, 'data'),
            ...(0, _fakerequest.partIn)(android, 'data')
        },
        (0, _fakerequest.partIn)(message, 'notification'),
        (0, _fakerequest.partIn)(android, 'notification')
    ];
    const pairs = parts.flatMap((part)=>Object.entries(part));
    const bytes = pairs.reduce((sum, [key, value])=>sum + Buffer.byteLength(`${key}${textOf(value)}`), 0);
    const limit = (0, _fakerequest.textIn)(message, 'topic') || (0, _fakerequest.textIn)(message, 'condition') ? 2048 : 4096;
    return bytes > limit ? invalid(`Android message is too big: ${bytes} bytes, at most ${limit}.`) : undefined;
};
const textOf = (value)=>typeof value === 'string' ? value : JSON.stringify(value);
/** What somebody sees or hears on an iPhone. */ const LOUD = [
    'alert',
    'badge',
    'sound',
    'content-state'
];
/** An iPhone without a notification may only be asked quietly. */ const applePriority = (message)=>{
    const apns = (0, _fakerequest.partIn)(message, 'apns');
    const aps = (0, _fakerequest.partIn)((0, _fakerequest.partIn)(apns, 'payload'), 'aps');
    const isQuiet = message['notification'] === undefined && LOUD.every((name)=>aps[name] === undefined);
    return isQuiet && (0, _fakerequest.textIn)((0, _fakerequest.partIn)(apns, 'headers'), 'apns-priority') === '10' ? invalid('apns-priority must be 5 for a message without a notification.') : undefined;
};
const appleCollapse = (message)=>{
    const id = (0, _fakerequest.textIn)((0, _fakerequest.partIn)((0, _fakerequest.partIn)(message, 'apns'), 'headers'), 'apns-collapse-id');
    return Buffer.byteLength(id) > 64 ? invalid('apns-collapse-id must have at most 64 bytes.') : undefined;
};
const MALFORMED = 'The registration token is not a valid FCM registration token';
const tokenShape = (message)=>{
    const phone = (0, _fakerequest.phoneOf)(message);
    const isShaped = phone === '' || /^[A-Za-z0-9_:-]{1,4096}$/.test(phone) && !phone.startsWith('malformed-');
    return isShaped ? undefined : invalid(MALFORMED);
};
const foreign = (message)=>(0, _fakerequest.phoneOf)(message).startsWith('foreign-') ? (0, _fakeanswers.fcmError)('SENDER_ID_MISMATCH', 'SenderId mismatch') : undefined;
const unregistered = (message)=>(0, _tricks.isDeadToken)((0, _fakerequest.phoneOf)(message)) ? (0, _fakeanswers.fcmError)('UNREGISTERED', 'Requested entity was not found.') : undefined;
const packageName = (message, { packageNames })=>{
    const name = (0, _fakerequest.textIn)((0, _fakerequest.partIn)(message, 'android'), 'restricted_package_name');
    if (name === '' || packageNames === undefined || packageNames.includes(name)) return undefined;
    return invalid('The package name does not match the registration token.');
};
const thirdParty = (message, { hasAppleKey = true })=>!hasAppleKey && !(0, _fakerequest.isAndroid)((0, _fakerequest.phoneOf)(message)) ? (0, _fakeanswers.fcmError)('THIRD_PARTY_AUTH_ERROR', 'Auth error from APNS or Web Push Service') : undefined;
/** After the account is known and before rates (sheet, 4 "Simulator check order"). */ const RULES = [
    oneTarget,
    topics,
    condition,
    dataKeys,
    lifetime,
    labels,
    colours,
    lights,
    size,
    applePriority,
    appleCollapse,
    tokenShape,
    foreign,
    unregistered,
    packageName,
    thirdParty
];
function refusalOf(message, tenant) {
    for (const rule of RULES){
        const refusal = rule(message, tenant);
        if (refusal !== undefined) return refusal;
    }
    return undefined;
}
