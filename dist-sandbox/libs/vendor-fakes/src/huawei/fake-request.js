// A request as Huawei reads it: a login form, or a push in one of the two shapes. Lenient where real clients need it: null is absent, a
// secret comes raw, a content type in any spelling.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "readRequest", {
    enumerable: true,
    get: function() {
        return readRequest;
    }
});
const _fakeform = require("./fake-form");
const _fakelegacy = require("./fake-legacy");
const _forfakes = require("../../../vendors/src/huawei/for-fakes");
const _fakemessage = require("./fake-message");
const LOGIN = /^\/oauth2\/v[23]\/token$/;
const PUSH = /^\/(v[123])\/([^/]+)\/messages:send$/;
/** Topics, tokens and revoking have v1 only, images go by client (v1) or project (v2). */ const SIDE = /^\/(?:(v1)\/([^/]+)\/(topic:(?:subscribe|unsubscribe|list)|token:(?:query|delete)|messages:revoke)|(v[12])\/([^/]+)\/(images:verify))$/;
function readRequest(request) {
    const { path } = request;
    const push = PUSH.exec(path);
    const side = SIDE.exec(path);
    const isKnown = push !== null || side !== null || path === _fakelegacy.LEGACY_PATH || LOGIN.test(path);
    const nothing = {
        credential: undefined,
        messages: []
    };
    if (!isKnown) return {
        ...nothing,
        kind: 'lost',
        status: 404
    };
    if (request.method !== 'POST') return {
        ...nothing,
        kind: 'lost',
        status: 405
    };
    if (push !== null) return readPush(request, push[1], push[2] ?? '');
    if (side !== null) return readSide(request, side.slice(1).filter((part)=>part !== undefined));
    if (path === _fakelegacy.LEGACY_PATH) return readOldPush(request);
    return {
        ...nothing,
        kind: 'login',
        isLogin: true,
        form: (0, _fakeform.formOf)(request)
    };
}
const bodyOf = (request)=>(0, _fakeform.mediaTypeOf)(request) === 'application/json' ? withoutNulls((0, _forfakes.parse)(utf8(request.body) ?? '')) : undefined;
/** Between the word and the token there may be any number of blanks; the word has any case (RFC 9110, 11.1). */ const bearerOf = ({ headers })=>/^Bearer +([^ ].*)$/i.exec(headers.authorization ?? '')?.[1]?.trim();
const pushTypeOf = ({ headers })=>[
        headers['push-type']
    ].flat()[0];
function readSide(request, [api, id = '', action]) {
    return {
        kind: 'side',
        action: action,
        api: api,
        id,
        credential: bearerOf(request),
        messages: [],
        pushType: pushTypeOf(request),
        body: bodyOf(request)
    };
}
function readOldPush(request) {
    const { appId, accessToken, isPush, body } = (0, _fakelegacy.readLegacy)(request);
    const read = (0, _fakemessage.readAndroid)(withoutNulls(body));
    const head = {
        kind: 'push',
        api: 'v1',
        id: appId,
        credential: accessToken,
        pushType: undefined
    };
    return {
        ...head,
        isOldPush: isPush,
        body: withoutNulls(body),
        read,
        messages: [
            recordOf(read)
        ]
    };
}
function readPush(request, api, id) {
    const body = bodyOf(request);
    const read = api === 'v3' ? (0, _fakemessage.readHarmony)(body) : (0, _fakemessage.readAndroid)(body);
    const credential = bearerOf(request);
    const pushType = pushTypeOf(request);
    return {
        kind: 'push',
        api,
        id,
        credential,
        pushType,
        body,
        read,
        messages: [
            recordOf(read)
        ]
    };
}
const recordOf = ({ tokens, ids, ttlSeconds, contentHash })=>({
        tokens,
        ids,
        ttlMs: ttlSeconds === undefined ? undefined : ttlSeconds * 1000,
        contentHash
    });
/** Undefined: not UTF-8. */ function utf8(bytes) {
    try {
        return new TextDecoder('utf-8', {
            fatal: true
        }).decode(bytes);
    } catch  {
        return undefined;
    }
}
/** Deeper than any message of Huawei's: what lies below is absent, so that nobody's stack ends. */ const MAX_DEPTH = 16;
function withoutNulls(body, depth = 0) {
    const kept = Object.entries(body ?? {}).map(([name, value])=>[
            name,
            pruned(value, depth + 1)
        ]);
    return body && Object.fromEntries(kept.filter(([, value])=>value !== undefined));
}
function pruned(value, depth) {
    if (value === null || depth > MAX_DEPTH) return undefined;
    if (Array.isArray(value)) return value.map((entry)=>pruned(entry, depth + 1));
    return (0, _forfakes.isObject)(value) ? withoutNulls(value, depth) : value;
}
