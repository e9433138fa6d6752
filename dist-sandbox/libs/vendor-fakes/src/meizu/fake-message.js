// `messageJson` as Meizu reads it: flags as numbers, booleans or texts of numbers, whole sections absent or null.
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
    get clickOf () {
        return clickOf;
    },
    get contentHashOf () {
        return contentHashOf;
    },
    get extOf () {
        return extOf;
    },
    get forRecord () {
        return forRecord;
    },
    get isObject () {
        return isObject;
    },
    get messageIn () {
        return messageIn;
    },
    get numberIn () {
        return numberIn;
    },
    get textIn () {
        return textIn;
    }
});
const _nodecrypto = require("node:crypto");
const SECTIONS = [
    'noticeBarInfo',
    'noticeExpandInfo',
    'clickTypeInfo',
    'pushTimeInfo',
    'advanceInfo',
    'vipInfo',
    'extra'
];
function messageIn(text) {
    const json = parse(text);
    if (json === undefined) return undefined;
    const pairs = SECTIONS.map((name)=>[
            name,
            json[name] ?? {}
        ]);
    return pairs.every(([, section])=>isObject(section)) ? Object.fromEntries(pairs) : undefined;
}
function parse(text) {
    try {
        const value = JSON.parse(text);
        // What is nested too deeply to be written down again cannot be hashed for the record either.
        JSON.stringify(value);
        return isObject(value) ? value : undefined;
    } catch  {
        return undefined;
    }
}
const isObject = (value)=>typeof value === 'object' && value !== null && !Array.isArray(value);
function textIn(section, name) {
    const value = section[name] ?? '';
    return typeof value === 'string' ? value : undefined;
}
function numberIn(section, name, otherwise) {
    const value = section[name] ?? otherwise;
    if (typeof value === 'string') return /^\d{1,9}$/.test(value) ? Number(value) : NaN;
    return typeof value === 'number' || typeof value === 'boolean' ? Number(value) : NaN;
}
const HOUR_MS = 3_600_000;
function forRecord(message, tokens) {
    const notifyKey = textIn(message.advanceInfo, 'notifyKey');
    return {
        tokens,
        ids: notifyKey ? {
            notifyKey
        } : {},
        ttlMs: ttlMsOf(message),
        contentHash: contentHashOf(message)
    };
}
/** 0: for phones that are online now. */ function ttlMsOf({ pushTimeInfo }) {
    const isKept = numberIn(pushTimeInfo, 'offLine', 1) === 1;
    return isKept ? numberIn(pushTimeInfo, 'validTime', 24) * HOUR_MS : 0;
}
function contentHashOf({ noticeBarInfo, noticeExpandInfo, clickTypeInfo }) {
    const { title, content } = noticeBarInfo;
    const { clickType, url, activity, parameters } = clickTypeInfo;
    return (0, _nodecrypto.createHash)('sha256').update(JSON.stringify([
        title,
        content,
        noticeExpandInfo,
        clickType,
        url,
        activity,
        parameters
    ])).digest('base64url').slice(0, 22);
}
function clickOf({ clickTypeInfo }) {
    const field = [
        '',
        'activity',
        'url',
        'customAttribute'
    ][numberIn(clickTypeInfo, 'clickType', 0)] ?? '';
    return textIn(clickTypeInfo, field) || 'open-app';
}
function extOf({ clickTypeInfo }) {
    const { parameters, url } = clickTypeInfo;
    const type = numberIn(clickTypeInfo, 'clickType', 0);
    if (type !== 2) return isObject(parameters) ? textIn(parameters, 'ext') || undefined : undefined;
    const written = /^intent:.*;S\.ext=([^;]*);/s.exec(typeof url === 'string' ? url : '')?.[1];
    return written === undefined ? undefined : unescaped(written);
}
function unescaped(text) {
    try {
        return decodeURIComponent(text);
    } catch  {
        return undefined;
    }
}
