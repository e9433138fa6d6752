// A request as Xiaomi reads it: form or query, one content for a list of targets or JSON with a message per target. Strict where
// Xiaomi is, lenient where real clients need it (empty extras, `\/`, a 13-digit notify id, a payload encoded twice).
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
const _nodecrypto = require("node:crypto");
const _fakeschedule = require("./fake-schedule");
const LIST = /^\/v[234]\/message\/(regid|alias|user_account)$/;
const MULTI = /^\/v2\/multi_messages\/(?:regids|aliases|user_accounts)$/;
const MANY = /^\/v[23]\/message\/(?:topic|multi_topic|all)$/;
const ASIDE = new RegExp('^/v1/(?:trace/messages?/status|trace/quota/get|stats/message/counters|(?:alias|topic|account)/all|validation/regids)$' + '|^/v1/message/switch/stop_by_(?:id|jobkey)$|^/v[13]/message/(?:regid|alias|user_account)/revoke$' + '|^/revoke/message$|^/v2/message/revoke$|^/v[23]/schedule_job/delete$|^/v2/schedule_job/exist$' + '|^/v[123]/regid/presence$|^/v2/topic/(?:un)?subscribe(?:/alias)?$');
const TARGET_FIELD = {
    regid: 'registration_id',
    alias: 'alias',
    user_account: 'user_account'
};
const PARAMETER = {
    code: 10017,
    reason: 'Invalid parameter.'
};
const MISSING = {
    code: 21305,
    reason: 'Must input one of: regid/topic/alias/userAccount/miid/geoId/groupId/region'
};
function readRequest(request) {
    const credential = /^key=(.+)$/.exec(request.headers.authorization ?? '')?.[1];
    const { form, problem } = formOf(request);
    const [, target] = LIST.exec(request.path) ?? [];
    const { path } = request;
    const nothing = {
        credential,
        path,
        messages: [],
        read: [],
        query: form,
        sendAtMs: undefined
    };
    if (ASIDE.test(path)) return {
        ...nothing,
        kind: 'aside',
        problem
    };
    const kind = MULTI.test(path) ? 'multi' : MANY.test(path) ? 'many' : 'list';
    if (target === undefined && kind === 'list') {
        return {
            ...nothing,
            kind: 'list',
            problem: {
                code: 10020,
                reason: 'No such API.'
            }
        };
    }
    if (request.method !== 'POST') {
        return {
            ...nothing,
            kind: 'list',
            problem: {
                code: 10021,
                reason: 'Method not allowed.'
            }
        };
    }
    const reading = readAs(kind, form, TARGET_FIELD[target ?? ''] ?? '');
    const sendAtMs = (0, _fakeschedule.sendTimeOf)(form.get('time_to_send'), request.atMs);
    return {
        ...nothing,
        kind,
        read: reading.read,
        messages: reading.read.map(forRecord),
        sendAtMs: sendAtMs === false ? undefined : sendAtMs,
        problem: problem ?? reading.problem ?? (sendAtMs === false ? PARAMETER : undefined)
    };
}
function readAs(kind, form, targetField) {
    if (kind === 'multi') return readMulti(form);
    return kind === 'many' ? {
        read: [
            messageIn(form, [])
        ]
    } : readList(form, targetField);
}
function readList(form, targetField) {
    const targets = (form.get(targetField) ?? '').split(',').filter(Boolean);
    const kinds = Object.values(TARGET_FIELD).filter((field)=>form.get(field));
    const read = [
        messageIn(form, targets)
    ];
    return kinds.length === 1 && targets.length > 0 ? {
        read
    } : {
        read,
        problem: MISSING
    };
}
function messageIn(form, targets) {
    const pairs = [
        ...form
    ];
    const fields = Object.fromEntries(pairs.filter(([name])=>!name.startsWith('extra.')));
    const extra = nonEmpty(pairs.filter(([name])=>name.startsWith('extra.')).map(([name, v])=>[
            name.slice(6),
            v
        ]));
    return {
        fields,
        extra,
        targets,
        contentHash: contentHashOf(fields, extra)
    };
}
function readMulti(form) {
    const list = parseList(form.get('messages'));
    if (list === undefined || list.length === 0) return {
        read: [],
        problem: MISSING
    };
    const read = list.map(readEntry);
    return read.every((entry)=>entry !== undefined) ? {
        read
    } : {
        read: [],
        problem: PARAMETER
    };
}
function readEntry(entry) {
    if (!isObject(entry) || typeof entry['target'] !== 'string' || !isObject(entry['message'])) return undefined;
    const { extra: given = {}, ...rest } = entry['message'];
    if (!isObject(given)) return undefined;
    const fields = textsIn(rest, [
        'string',
        'number'
    ]);
    const texts = textsIn(given, [
        'string'
    ]);
    if (fields === undefined || texts === undefined) return undefined;
    const extra = nonEmpty(Object.entries(texts));
    return {
        fields,
        extra,
        targets: [
            entry['target']
        ],
        contentHash: contentHashOf(fields, extra)
    };
}
/** All values as text. Undefined: one of them is of another type. */ function textsIn(values, types) {
    const texts = {};
    for (const [name, value] of Object.entries(values)){
        if (!types.includes(typeof value)) return undefined;
        texts[name] = String(value);
    }
    return texts;
}
const nonEmpty = (pairs)=>Object.fromEntries(pairs.filter(([, value])=>value !== ''));
const isObject = (value)=>typeof value === 'object' && value !== null && !Array.isArray(value);
function parseList(text) {
    try {
        const value = JSON.parse(text ?? '');
        return Array.isArray(value) ? value : undefined;
    } catch  {
        return undefined;
    }
}
/** Body and query together; a repeated name counts once, the first time. */ function formOf({ method, headers, body, query }) {
    const mediaType = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
    const isForm = body.length === 0 || mediaType === 'application/x-www-form-urlencoded';
    const text = method === 'POST' && isForm ? body.toString('latin1') : '';
    const form = new Map();
    try {
        for (const pair of [
            text,
            query
        ].flatMap((part)=>part.split('&')).filter(Boolean)){
            const middle = pair.includes('=') ? pair.indexOf('=') : pair.length;
            const name = decoded(pair.slice(0, middle));
            if (!form.has(name)) form.set(name, decoded(pair.slice(middle + 1)));
        }
    } catch  {
        return {
            form,
            problem: PARAMETER
        };
    }
    return {
        form,
        problem: isForm ? undefined : {
            code: 10012,
            reason: 'Illegal request.'
        }
    };
}
/** Throws on a broken escape and on bytes that are not UTF-8. */ const decoded = (part)=>decodeURIComponent(part.replaceAll('+', '%20'));
function forRecord({ fields, extra, targets, contentHash }) {
    const ttlMs = Number(fields['time_to_live'] ?? NaN);
    return {
        tokens: targets,
        ids: {
            ...fields['notify_id'] !== undefined && {
                notifyId: fields['notify_id']
            },
            ...extra['jobkey'] !== undefined && {
                jobKey: extra['jobkey']
            }
        },
        ttlMs: Number.isFinite(ttlMs) ? ttlMs : undefined,
        contentHash
    };
}
function contentHashOf(fields, extra) {
    const { title, description, payload } = fields;
    const { notify_effect, intent_uri, web_uri, ext } = extra;
    const seen = JSON.stringify([
        title,
        description,
        payload,
        notify_effect,
        intent_uri,
        web_uri,
        ext
    ]);
    return (0, _nodecrypto.hash)('sha256', seen, 'base64url').slice(0, 22);
}
