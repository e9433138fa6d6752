// A request as vivo reads it: JSON under any content type and whatever `Content-Encoding` says (its own SDK writes UTF-8 there), numbers
// as numbers or as text, unknown fields ignored.
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
    get integer () {
        return integer;
    },
    get isObject () {
        return isObject;
    },
    get readRequest () {
        return readRequest;
    },
    get targetsOf () {
        return targetsOf;
    },
    get text () {
        return text;
    }
});
const _nodecrypto = require("node:crypto");
const POSTS = {
    '/message/auth': 'auth',
    '/message/send': 'send',
    '/message/saveListPayload': 'save',
    '/message/pushToList': 'list',
    '/message/all': 'all',
    '/message/tagPush': 'tags',
    '/invalidUser/check': 'check',
    '/tag/add': 'name-tag',
    '/tag/update': 'rename-tag',
    '/tag/addMembers': 'join-tag',
    '/tag/removeMembers': 'leave-tag',
    '/tagGroup/add': 'group-tags',
    '/tagGroup/update': 'rename-group',
    '/tagGroup/addToGroup': 'group-tags',
    '/tagSegment/add': 'group-tags',
    '/tagSegment/update': 'rename-group'
};
function readRequest(request, findSaved) {
    const kind = kindOf(request);
    const fields = kind === 'statistics' ? {} : fieldsIn(request.body);
    return {
        kind,
        fields,
        query: new URLSearchParams(request.query),
        credential: [
            request.headers['authtoken']
        ].flat()[0],
        isLogin: kind === 'auth',
        messages: fields === undefined ? [] : messagesOf(kind, fields, findSaved)
    };
}
/** A client in production writes `/message//all`. */ function kindOf({ method, path: written }) {
    const path = written.replace(/\/{2,}/g, '/');
    if (method === 'GET') return path === '/report/getStatistics' ? 'statistics' : undefined;
    return method === 'POST' && Object.hasOwn(POSTS, path) ? POSTS[path] : undefined;
}
function fieldsIn(body) {
    try {
        const value = JSON.parse(new TextDecoder('utf-8', {
            fatal: true
        }).decode(body));
        return isObject(value) ? value : undefined;
    } catch  {
        return undefined;
    }
}
function messagesOf(kind, fields, findSaved) {
    if (kind === 'send') return [
        messageOf(fields, targetsOf(fields))
    ];
    if (kind === 'all' || kind === 'tags') return [
        messageOf(fields, [])
    ];
    if (kind !== 'list') return [];
    const saved = findSaved(text(fields['taskId'])) ?? {};
    return [
        messageOf(saved, targetsOf(fields))
    ];
}
function targetsOf(fields) {
    const list = [
        fields['regIds'],
        fields['aliases']
    ].find((value)=>Array.isArray(value) && value.length > 0);
    if (Array.isArray(list)) return list.map(text);
    return [
        text(fields['regId']) || text(fields['alias'])
    ].filter(Boolean);
}
function messageOf(fields, tokens) {
    const notifyId = integer(fields['notifyId']);
    return {
        tokens,
        ids: notifyId === undefined ? {} : {
            notifyId: String(notifyId)
        },
        ttlMs: ttlMsOf(fields),
        contentHash: contentHashOf(fields)
    };
}
/** What is sent to phones that are online is kept for nobody; what lives longer than a day lives a day. */ function ttlMsOf(fields) {
    const seconds = integer(fields['timeToLive']);
    if (fields['sendOnline'] === true) return 0;
    return seconds === undefined ? undefined : Math.min(seconds, 86_400) * 1000;
}
function contentHashOf(fields) {
    const { title, content, skipType, skipContent, clientCustomMap } = fields;
    return (0, _nodecrypto.createHash)('sha256').update(JSON.stringify([
        title,
        content,
        skipType,
        skipContent,
        clientCustomMap
    ])).digest('base64url').slice(0, 22);
}
const isObject = (value)=>typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value)=>typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
function integer(value) {
    const isWritten = typeof value === 'string' && /^-?\d{1,15}$/.test(value);
    if (isWritten) return Number(value);
    return Number.isSafeInteger(value) ? value : undefined;
}
