// A request as Honor reads it: a login in a form, or a push in JSON. Empty texts and zeros count as absent, because a real client sends
// them for all it does not use; a timestamp may be in seconds, and the content type may lack its charset.
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
    get contentHashOf () {
        return contentHashOf;
    },
    get decoded () {
        return decoded;
    },
    get partsOf () {
        return partsOf;
    },
    get readRequest () {
        return readRequest;
    }
});
const _nodecrypto = require("node:crypto");
const _forfakes = require("../../../vendors/src/honor/for-fakes");
const LOGIN = /^\/auth\/(token|realms\/developer\/protocol\/openid-connect\/token)$/;
const PUSH = /^\/api\/v1\/([^/]+)\/sendMessage$/;
const USUAL_TTL = '86400s';
function readRequest(request) {
    const { method, path, headers } = request;
    const credential = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
    const nothing = {
        credential,
        messages: [],
        form: new Map(),
        appId: '',
        message: undefined,
        tokens: [],
        bytes: 0
    };
    const timestamp = [
        headers['timestamp']
    ].flat()[0];
    if (method === 'POST' && LOGIN.test(path)) {
        return {
            ...nothing,
            kind: 'login',
            isLogin: true,
            timestamp,
            form: formOf(request)
        };
    }
    const appId = method === 'POST' ? PUSH.exec(path)?.[1] : undefined;
    if (appId === undefined) return {
        ...nothing,
        kind: 'nowhere',
        timestamp
    };
    const push = {
        ...nothing,
        kind: 'push',
        appId,
        timestamp
    };
    if (mediaTypeOf(request) !== 'application/json') return push;
    const sent = (0, _forfakes.parse)(request.body.toString('utf8'));
    if (sent === undefined) return push;
    const { token, ...rest } = sent;
    const message = withoutEmpty(rest);
    const tokens = Array.isArray(token) && token.every((name)=>typeof name === 'string') ? token : [];
    const messages = tokens.length === 0 ? [] : [
        forRecord(message, tokens)
    ];
    return {
        ...push,
        message,
        tokens,
        messages,
        bytes: Buffer.byteLength(JSON.stringify(rest))
    };
}
const mediaTypeOf = ({ headers })=>headers['content-type']?.split(';')[0]?.trim().toLowerCase();
/** A pair ends its name at the first "=", so that a raw secret with "=" and "/" arrives whole; a raw "+" is a blank. */ function formOf(request) {
    const form = new Map();
    if (mediaTypeOf(request) !== 'application/x-www-form-urlencoded') return form;
    for (const pair of request.body.toString('latin1').split('&')){
        const [name = '', ...rest] = pair.split('=');
        const value = rest.join('=');
        form.set(decoded(name.replaceAll('+', ' ')), decoded(value.replaceAll('+', ' ')));
    }
    return form;
}
function decoded(part) {
    try {
        return decodeURIComponent(part);
    } catch  {
        return part;
    }
}
/** `badge.setNum: 0` means something unless it stands beside `addNum`; every other zero is a client that always sends all fields. */ function withoutEmpty(value) {
    const pairs = Object.entries(value).flatMap(([name, inner])=>{
        if (inner === '' || inner === null) return [];
        if (inner === 0 && (name !== 'setNum' || Boolean(value['addNum']))) return [];
        return [
            [
                name,
                (0, _forfakes.isObject)(inner) ? withoutEmpty(inner) : inner
            ]
        ];
    });
    return Object.fromEntries(pairs);
}
const child = (value, name)=>{
    const inner = value?.[name];
    return (0, _forfakes.isObject)(inner) ? inner : undefined;
};
function partsOf(message) {
    const android = child(message, 'android');
    const general = child(message, 'notification');
    const own = child(android, 'notification');
    const notification = {
        ...general,
        ...own
    };
    return {
        android,
        notification,
        isNotification: general !== undefined || own !== undefined,
        click: child(notification, 'clickAction'),
        badge: child(notification, 'badge'),
        data: android?.['data'] ?? message['data'],
        ttl: android?.['ttl'] ?? USUAL_TTL
    };
}
function forRecord(message, tokens) {
    const { notification, ttl } = partsOf(message);
    const seconds = /^(\d{1,10})s$/.exec(String(ttl))?.[1];
    return {
        tokens,
        ids: idsOf(notification),
        ttlMs: seconds === undefined ? undefined : Number(seconds) * 1000,
        contentHash: contentHashOf(message)
    };
}
const idsOf = ({ notifyId, tag })=>({
        ...notifyId !== undefined && notifyId !== -1 && {
            notifyId: String(notifyId)
        },
        ...typeof tag === 'string' && {
            tag
        }
    });
function contentHashOf(message) {
    const { notification, data } = partsOf(message);
    const { title, body, image, clickAction, importance, style, bigTitle, bigBody, badge } = notification;
    return (0, _nodecrypto.createHash)('sha256').update(JSON.stringify([
        title,
        body,
        image,
        clickAction,
        importance,
        style,
        bigTitle,
        bigBody,
        badge,
        data
    ])).digest('base64url').slice(0, 22);
}
