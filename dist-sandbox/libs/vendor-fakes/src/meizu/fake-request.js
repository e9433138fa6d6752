// A request as Meizu reads it: which of its endpoints, whose form, for whom. What is not imitated has no path here.
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
const _fakemessage = require("./fake-message");
const PREFIX = '/garcia/api/server';
const push = (kind, targets, what)=>({
        kind,
        targets,
        required: [
            targets,
            what
        ]
    });
const device = (action, ...required)=>({
        kind: 'device',
        action,
        required: [
            'pushId',
            ...required
        ],
        ...action.startsWith('get-') && {
            isQuery: true
        }
    });
const ENDPOINTS = new Map([
    [
        '/push/varnished/pushByPushId',
        push('push', 'pushIds', 'messageJson')
    ],
    [
        '/push/varnished/pushByAlias',
        push('push', 'alias', 'messageJson')
    ],
    [
        '/push/unvarnished/pushByPushId',
        push('pass-through', 'pushIds', 'messageJson')
    ],
    [
        '/push/unvarnished/pushByAlias',
        push('pass-through', 'alias', 'messageJson')
    ],
    [
        '/push/pushTask/getTaskId',
        {
            kind: 'new-task',
            required: [
                'pushType',
                'messageJson'
            ]
        }
    ],
    [
        '/push/task/varnished/pushByPushId',
        push('task-push', 'pushIds', 'taskId')
    ],
    [
        '/push/task/varnished/pushByAlias',
        push('task-push', 'alias', 'taskId')
    ],
    [
        '/push/task/unvarnished/pushByPushId',
        push('pass-through', 'pushIds', 'taskId')
    ],
    [
        '/push/task/unvarnished/pushByAlias',
        push('pass-through', 'alias', 'taskId')
    ],
    [
        '/push/pushTask/pushToApp',
        {
            kind: 'to-app',
            required: [
                'pushType',
                'messageJson'
            ]
        }
    ],
    [
        '/push/pushTask/pushToTag',
        {
            kind: 'to-tag',
            required: [
                'pushType',
                'tagNames',
                'messageJson'
            ]
        }
    ],
    [
        '/push/pushTask/cancel',
        {
            kind: 'cancel',
            required: [
                'pushType',
                'taskId'
            ]
        }
    ],
    [
        '/push/statistics/getTaskStatistics',
        {
            kind: 'task-statistics',
            required: [
                'taskId'
            ],
            isQuery: true
        }
    ],
    [
        '/push/statistics/dailyPushStatics',
        {
            kind: 'daily',
            required: [
                'startTime',
                'endTime'
            ],
            isQuery: true
        }
    ],
    [
        '/push/uploadImg',
        {
            kind: 'image',
            required: [
                'imgType',
                'imgUrl'
            ]
        }
    ],
    [
        '/message/getRegisterSwitch',
        device('get-switch')
    ],
    [
        '/message/changeRegisterSwitch',
        device('set-switch', 'msgType', 'subSwitch')
    ],
    [
        '/message/changeAllSwitch',
        device('set-switches', 'subSwitch')
    ],
    [
        '/message/subscribeAlias',
        device('set-alias', 'alias')
    ],
    [
        '/message/unSubscribeAlias',
        device('drop-alias')
    ],
    [
        '/message/getSubAlias',
        device('get-alias')
    ],
    [
        '/message/subscribeTags',
        device('add-tags', 'tags')
    ],
    [
        '/message/unSubscribeTags',
        device('drop-tags', 'tags')
    ],
    [
        '/message/unSubAllTags',
        device('drop-all-tags')
    ],
    [
        '/message/getSubTags',
        device('get-tags')
    ]
]);
function readRequest(request, taskOf) {
    const { path, method } = request;
    const known = path.startsWith(PREFIX) ? ENDPOINTS.get(path.slice(PREFIX.length)) : undefined;
    const endpoint = method === 'POST' || known?.isQuery === true ? known : undefined;
    const form = (0, _fakeform.formOf)(request);
    const named = (endpoint?.targets && form?.get(endpoint.targets)) ?? '';
    const targets = named.split(',').filter(Boolean);
    const message = endpoint?.kind === 'task-push' ? form && taskOf(form) : (0, _fakemessage.messageIn)(form?.get('messageJson') ?? '');
    return {
        endpoint,
        form,
        targets,
        message,
        credential: undefined,
        messages: recorded(endpoint, message, targets)
    };
}
/** Phones that were named, whether the message can be read or not. */ function recorded(endpoint, message, tokens) {
    if (endpoint?.targets === undefined) return [];
    return [
        message === undefined ? {
            tokens,
            ids: {},
            ttlMs: undefined,
            contentHash: ''
        } : (0, _fakemessage.forRecord)(message, tokens)
    ];
}
