// A request to the fake FCM, read: what is asked for, with which access token, and the message behind its JSON.
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
    get isAndroid () {
        return isAndroid;
    },
    get partIn () {
        return partIn;
    },
    get phoneOf () {
        return phoneOf;
    },
    get readRequest () {
        return readRequest;
    },
    get textIn () {
        return textIn;
    },
    get ttlOf () {
        return ttlOf;
    }
});
const _nodecrypto = require("node:crypto");
const _fakefields = require("./fake-fields");
const _fakejson = require("./fake-json");
const LOGIN = /^(\/token|\/oauth2\/v4\/token)$/;
const SEND = /^\/v1\/projects\/([^/]+)\/messages:send$/;
function readRequest(request) {
    const { method, path, headers, body } = request;
    const common = {
        host: String(headers.host ?? headers[':authority'] ?? ''),
        credential: /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1],
        messages: [],
        form: '',
        projectId: '',
        isDry: false,
        message: undefined,
        screen: undefined,
        violations: []
    };
    if (method !== 'POST') return {
        ...common,
        kind: 'unknown'
    };
    if (LOGIN.test(path)) return {
        ...common,
        kind: 'login',
        isLogin: true,
        form: body.toString('latin1')
    };
    const projectId = SEND.exec(path)?.[1];
    if (projectId === undefined) return {
        ...common,
        kind: 'unknown'
    };
    const mediaType = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
    // fcm-v1-http2 (npm) names none.
    const read = [
        '',
        'application/json'
    ].includes(mediaType ?? '') ? (0, _fakejson.readJson)(body, _fakefields.REQUEST) : NOT_JSON;
    const call = {
        ...common,
        kind: 'send',
        projectId
    };
    if ('violations' in read) return {
        ...call,
        violations: read.violations
    };
    const message = partIn(read.value, 'message');
    const screen = screenOf(message);
    const isDry = read.value['validate_only'] === true;
    return {
        ...call,
        isDry,
        message,
        screen,
        messages: isDry ? [] : [
            forRecord(message, screen)
        ]
    };
}
const NOT_JSON = {
    violations: [
        {
            field: '',
            description: 'Invalid JSON payload received. Content-Type must be application/json.'
        }
    ]
};
const partIn = (part, name)=>{
    const value = part[name];
    return (0, _fakejson.isObject)(value) ? value : {};
};
const textIn = (part, name)=>{
    const value = part[name];
    return typeof value === 'string' ? value : '';
};
const phoneOf = (message)=>textIn(message, 'token') || textIn(message, 'fid');
const isAndroid = (phone)=>!/^(apple|web)-/.test(phone);
/** Of the two, an Android phone gets what is said for Android. */ function dataOf(message) {
    const own = partIn(partIn(message, 'android'), 'data');
    return Object.keys(own).length > 0 ? own : partIn(message, 'data');
}
function ttlOf(message) {
    const ttl = textIn(partIn(message, 'android'), 'ttl');
    return ttl === '' ? undefined : Number(ttl.slice(0, -1)) * 1000;
}
function screenOf(message) {
    const screen = drawn(message);
    return {
        ...screen,
        contentHash: contentHashOf(screen)
    };
}
function drawn(message) {
    const android = partIn(message, 'android');
    const shown = partIn(android, 'notification');
    const general = partIn(message, 'notification');
    const data = dataOf(message);
    const hasNotification = message['notification'] !== undefined || android['notification'] !== undefined;
    const ext = textIn(data, 'ext') || undefined;
    const opens = textIn(data, 'url') || textIn(data, 'page');
    if (!hasNotification) {
        const [title, text, tag, image] = [
            'title',
            'body',
            'tag',
            'image'
        ].map((name)=>textIn(data, name));
        return {
            title: title ?? '',
            text: text ?? '',
            tag: tag ?? '',
            image: image ?? '',
            click: opens || 'open-app',
            ext
        };
    }
    const shownOr = (name)=>textIn(shown, name) || textIn(general, name);
    return {
        title: shownOr('title'),
        text: shownOr('body'),
        image: shownOr('image'),
        tag: textIn(shown, 'tag'),
        click: opens || textIn(shown, 'click_action') || 'open-app',
        ext
    };
}
const contentHashOf = ({ title, text, image, click, ext })=>(0, _nodecrypto.hash)('sha256', JSON.stringify([
        title,
        text,
        image,
        click,
        ext
    ]), 'base64url').slice(0, 22);
function forRecord(message, { tag, contentHash }) {
    const phone = phoneOf(message);
    const collapseKey = textIn(partIn(message, 'android'), 'collapse_key');
    return {
        tokens: phone === '' ? [] : [
            phone
        ],
        ids: {
            ...tag && {
                tag
            },
            ...collapseKey && {
                collapseKey
            }
        },
        ttlMs: ttlOf(message),
        contentHash
    };
}
