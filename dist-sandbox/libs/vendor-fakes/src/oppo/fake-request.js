// A request as OPPO reads it: a form whose field `message` or `messages` holds JSON, or flat fields where a notification is saved. Strict
// about UTF-8, lenient where real clients need it: the access token in body, header or query, numbers as text, unknown fields.
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
    get BY_TAG () {
        return BY_TAG;
    },
    get contentHashOf () {
        return contentHashOf;
    },
    get integer () {
        return integer;
    },
    get isObject () {
        return isObject;
    },
    get parse () {
        return parse;
    },
    get readRequest () {
        return readRequest;
    },
    get text () {
        return text;
    }
});
const _nodecrypto = require("node:crypto");
const _fakeform = require("./fake-form");
const PREFIX = '/server/v1';
const POSTS = {
    [`${PREFIX}/auth`]: 'auth',
    [`${PREFIX}/message/notification/unicast`]: 'unicast',
    [`${PREFIX}/message/notification/unicast_batch`]: 'batch',
    [`${PREFIX}/message/notification/save_message_content`]: 'save',
    [`${PREFIX}/message/notification/broadcast`]: 'broadcast',
    [`${PREFIX}/device/set_alias`]: 'set-alias',
    [`${PREFIX}/device/delete_alias`]: 'delete-alias',
    [`${PREFIX}/device/add_tags`]: 'name-tag',
    [`${PREFIX}/device/add_tag_group`]: 'group-tags',
    [`${PREFIX}/device/subscribe_tags`]: 'subscribe-tags',
    [`${PREFIX}/device/unsubscribe_tags`]: 'unsubscribe-tags',
    [`${PREFIX}/device/get_all_tags`]: 'get-tags',
    [`${PREFIX}/media/upload/big_picture`]: 'big-picture',
    [`${PREFIX}/media/upload/small_picture`]: 'small-picture'
};
const GETS = {
    [`${PREFIX}/feedback/fetch_invalid_regidList`]: 'invalid-ids',
    [`${PREFIX}/feedback/fetch_push_permit`]: 'permit'
};
const BODIES = {
    'set-alias': _fakeform.jsonFormOf,
    'delete-alias': _fakeform.jsonFormOf,
    'name-tag': _fakeform.jsonFormOf,
    'group-tags': _fakeform.jsonFormOf,
    'subscribe-tags': _fakeform.jsonFormOf,
    'unsubscribe-tags': _fakeform.jsonFormOf,
    'get-tags': _fakeform.jsonFormOf,
    'big-picture': _fakeform.multipartOf,
    'small-picture': _fakeform.multipartOf
};
/** Of the form, not of the notification. */ const NOT_SAVED = [
    'auth_token',
    'sdk_version'
];
const BY_TAG = 6;
const MAX_TTL_S = 864_000;
const DEFAULT_TTL_S = 3_600;
function readRequest(request, findSaved) {
    const { path, method } = request;
    const isGet = Object.hasOwn(GETS, path);
    const kind = isGet ? GETS[path] : Object.hasOwn(POSTS, path) ? POSTS[path] : undefined;
    const form = (kind === undefined ? _fakeform.formOf : BODIES[kind] ?? _fakeform.formOf)(request);
    const { read, code } = form === undefined ? NOTHING : readMessages(kind, form);
    return {
        kind,
        form: form ?? new Map(),
        credential: form?.get('auth_token') ?? [
            request.headers['auth_token']
        ].flat()[0],
        isLogin: kind === 'auth',
        read,
        messages: read.filter(({ targets })=>targets.length > 0).map((message)=>recordOf(message, form, findSaved)),
        problem: problemOf(method === (isGet ? 'GET' : 'POST'), kind, form !== undefined, code)
    };
}
function problemOf(isMethod, kind, isForm, code) {
    if (kind === undefined) return {
        code: 20,
        isEarly: true
    };
    if (!isMethod) return {
        code: 12,
        isEarly: true
    };
    if (!isForm) return {
        code: 25,
        isEarly: true
    };
    return code === undefined ? undefined : {
        code,
        isEarly: false
    };
}
const NOTHING = {
    read: []
};
function readMessages(kind, form) {
    switch(kind){
        case 'unicast':
            return readUnicast(form.get('message'));
        case 'batch':
            return readBatch(form.get('messages'));
        case 'save':
            return {
                read: [
                    {
                        targetType: undefined,
                        targets: [],
                        fields: flatFields(form)
                    }
                ]
            };
        case 'broadcast':
            return readBroadcast(form);
        default:
            return NOTHING;
    }
}
function readUnicast(json) {
    if (!json) return {
        read: [],
        code: 40
    };
    const message = messageIn(parse(json));
    return message === undefined ? {
        read: [],
        code: 41
    } : {
        read: [
            message
        ]
    };
}
function readBatch(json) {
    if (!json) return {
        read: [],
        code: 40
    };
    const list = parse(json);
    if (!Array.isArray(list) || list.length === 0 || list.length > 1000) return {
        read: [],
        code: 41
    };
    const read = list.map(messageIn);
    return read.every((message)=>message !== undefined) ? {
        read
    } : {
        read: [],
        code: 41
    };
}
function messageIn(value) {
    if (!isObject(value) || !isObject(value['notification'])) return undefined;
    const targetType = integer(value['target_type']);
    const target = text(value['target_value']);
    return {
        targetType,
        targets: target === '' ? [] : [
            target
        ],
        fields: value['notification']
    };
}
function readBroadcast(form) {
    const targetType = integer(form.get('target_type'));
    const named = form.get('target_value') ?? '';
    // A comma joins nothing: what another client joins with it is one malformed ID. Tags are no phones.
    const targets = targetType === BY_TAG ? [] : named.split(';').filter(Boolean);
    const read = [
        {
            targetType,
            targets,
            fields: {}
        }
    ];
    if (!form.get('message_id') || targetType === undefined) return {
        read,
        code: 40
    };
    if (targetType === BY_TAG && named === '') return {
        read,
        code: 40
    };
    return ![
        1,
        2,
        5,
        BY_TAG
    ].includes(targetType) || targets.length > 1000 ? {
        read,
        code: 41
    } : {
        read
    };
}
const flatFields = (form)=>Object.fromEntries([
        ...form
    ].filter(([name])=>!NOT_SAVED.includes(name)));
function recordOf({ fields, targets }, form, findSaved) {
    const saved = findSaved(form?.get('message_id') ?? '') ?? fields;
    const ids = {
        appMessageId: text(saved['app_message_id']),
        notifyId: text(saved['notify_id'])
    };
    return {
        tokens: targets,
        ids: Object.fromEntries(Object.entries(ids).filter(([, id])=>id !== '')),
        ttlMs: ttlMsOf(saved),
        contentHash: contentHashOf(saved)
    };
}
/** What is for phones online now is kept for nobody; longer than ten days is cut to that. */ function ttlMsOf(fields) {
    if (text(fields['off_line']) === 'false') return 0;
    return Math.min(integer(fields['off_line_ttl']) ?? DEFAULT_TTL_S, MAX_TTL_S) * 1000;
}
function contentHashOf(fields) {
    const { title, content, click_action_type, click_action_url, click_action_activity, action_parameters } = fields;
    const shown = [
        title,
        content,
        text(click_action_type),
        click_action_url,
        click_action_activity,
        action_parameters
    ];
    return (0, _nodecrypto.createHash)('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 22);
}
function parse(json) {
    try {
        return JSON.parse(json);
    } catch  {
        return undefined;
    }
}
const isObject = (value)=>typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value)=>typeof value === 'string' ? value : [
        'number',
        'boolean'
    ].includes(typeof value) ? String(value) : '';
function integer(value) {
    if (typeof value === 'string') return /^-?\d{1,15}$/.test(value) ? Number(value) : undefined;
    return Number.isSafeInteger(value) ? value : undefined;
}
