// What a push shows and does, out of Huawei's two shapes. Nothing is judged here: whatever has the wrong form counts as absent.
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
    get objectIn () {
        return objectIn;
    },
    get readAndroid () {
        return readAndroid;
    },
    get readHarmony () {
        return readHarmony;
    },
    get secondsIn () {
        return secondsIn;
    },
    get textIn () {
        return textIn;
    }
});
const _nodecrypto = require("node:crypto");
const _forfakes = require("../../../vendors/src/huawei/for-fakes");
function readAndroid(body) {
    const message = objectIn(body, 'message');
    const android = objectIn(message, 'android');
    const notification = objectIn(android, 'notification');
    const words = objectIn(message, 'notification');
    const click = objectIn(notification, 'click_action');
    const intent = textIn(click, 'intent');
    const data = textIn(android, 'data') ?? textIn(message, 'data');
    return hashed({
        tokens: textsIn(message, 'token'),
        ids: idsOf({
            notifyId: notification?.['notify_id'],
            tag: notification?.['tag']
        }),
        ttlSeconds: secondsIn(textIn(android, 'ttl')),
        isShown: notification !== undefined || words !== undefined,
        title: textIn(notification, 'title') ?? textIn(words, 'title') ?? '',
        text: textIn(notification, 'body') ?? textIn(words, 'body') ?? '',
        category: textIn(android, 'category'),
        ext: extraIn(intent) ?? textIn((0, _forfakes.parse)(data ?? ''), 'ext'),
        click: textIn(click, 'url') ?? intent ?? textIn(click, 'action') ?? 'open-app'
    });
}
function readHarmony(body) {
    const notification = objectIn(objectIn(body, 'payload'), 'notification');
    const click = objectIn(notification, 'clickAction');
    const ttl = objectIn(body, 'pushOptions')?.['ttl'];
    return hashed({
        tokens: textsIn(objectIn(body, 'target'), 'token'),
        ids: idsOf({
            notifyId: notification?.['notifyId'],
            appMessageId: notification?.['appMessageId']
        }),
        ttlSeconds: typeof ttl === 'number' ? ttl : undefined,
        isShown: notification !== undefined,
        title: textIn(notification, 'title') ?? '',
        text: textIn(notification, 'body') ?? '',
        category: textIn(notification, 'category'),
        ext: textIn(objectIn(click, 'data'), 'ext'),
        click: textIn(objectIn(click, 'data'), 'url') ?? textIn(click, 'uri') ?? textIn(click, 'action') ?? 'open-app'
    });
}
/** Over what the phone shows and what a tap does. */ function hashed(push) {
    const { title, text, ext, click } = push;
    const contentHash = (0, _nodecrypto.createHash)('sha256').update(JSON.stringify([
        title,
        text,
        ext,
        click
    ])).digest('base64url');
    return {
        ...push,
        contentHash: contentHash.slice(0, 22)
    };
}
function objectIn(parent, name) {
    const value = parent?.[name];
    return (0, _forfakes.isObject)(value) ? value : undefined;
}
function textIn(parent, name) {
    const value = parent?.[name];
    return typeof value === 'string' ? value : undefined;
}
function textsIn(parent, name) {
    const value = parent?.[name];
    return Array.isArray(value) ? value.filter((entry)=>typeof entry === 'string') : [];
}
const idsOf = (ids)=>Object.fromEntries(Object.entries(ids).filter(([, value])=>[
            'string',
            'number'
        ].includes(typeof value) && value !== -1).map(([name, value])=>[
            name,
            String(value)
        ]));
function secondsIn(ttl) {
    const [, seconds] = /^(\d{1,10}(?:\.\d{1,9})?)s?$/.exec(ttl ?? '') ?? [];
    return seconds === undefined ? undefined : Number(seconds);
}
/** The last string extra named "ext" of an intent URI. */ function extraIn(intent) {
    const value = [
        ...(intent ?? '').matchAll(/;S\.ext=([^;]*)/g)
    ].at(-1)?.[1];
    try {
        return value === undefined ? undefined : decodeURIComponent(value);
    } catch  {
        return undefined;
    }
}
