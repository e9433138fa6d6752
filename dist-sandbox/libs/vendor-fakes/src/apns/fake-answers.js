// Apple's answers, as the fake gives them: nothing but a status and an id for what it took, else a reason.
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
    get reasonUnder () {
        return reasonUnder;
    },
    get refusal () {
        return refusal;
    },
    get taken () {
        return taken;
    },
    get wrongProtocol () {
        return wrongProtocol;
    }
});
const _nodecrypto = require("node:crypto");
/** Status by reason (sheet, 4), stated here anew: a fake that shares a table with what it judges cannot find it wrong. */ const STATUS = {
    ...ofStatus(400, [
        ...[
            'BadCollapseId',
            'BadDeviceToken',
            'BadExpirationDate',
            'BadMessageId',
            'BadPriority',
            'BadTopic'
        ],
        ...[
            'DeviceTokenNotForTopic',
            'DuplicateHeaders',
            'IdleTimeout',
            'InvalidPushType'
        ],
        ...[
            'MissingDeviceToken',
            'MissingTopic',
            'PayloadEmpty',
            'TopicDisallowed'
        ]
    ]),
    ...ofStatus(403, [
        ...[
            'BadCertificate',
            'BadCertificateEnvironment',
            'ExpiredProviderToken',
            'Forbidden'
        ],
        ...[
            'InvalidProviderToken',
            'MissingProviderToken',
            'UnrelatedKeyIdInToken'
        ],
        ...[
            'BadEnvironmentKeyIdInToken',
            'BadEnvironmentKeyInToken'
        ]
    ]),
    ...ofStatus(404, [
        'BadPath'
    ]),
    ...ofStatus(405, [
        'MethodNotAllowed'
    ]),
    ...ofStatus(410, [
        'ExpiredToken',
        'Unregistered'
    ]),
    ...ofStatus(413, [
        'PayloadTooLarge'
    ]),
    ...ofStatus(429, [
        'TooManyProviderTokenUpdates',
        'TooManyRequests'
    ]),
    ...ofStatus(500, [
        'InternalServerError'
    ]),
    ...ofStatus(503, [
        'ServiceUnavailable',
        'Shutdown'
    ])
};
function ofStatus(status, reasons) {
    return Object.fromEntries(reasons.map((reason)=>[
            reason,
            status
        ]));
}
/** Clients look for the id in errors too (sheet, 4): the caller's own, or one of Apple's. */ const idOf = (apnsId)=>({
        'apns-id': apnsId ?? (0, _nodecrypto.randomUUID)()
    });
const taken = (apnsId, isDevelopment)=>({
        status: 200,
        headers: {
            ...idOf(apnsId),
            ...isDevelopment && {
                'apns-unique-id': (0, _nodecrypto.randomUUID)()
            }
        },
        body: '',
        code: 'ok',
        accepted: 1
    });
function refusal(reason, apnsId, nowMs) {
    const status = STATUS[reason] ?? 400;
    const isGone = status === 410;
    return {
        status,
        headers: {
            ...idOf(apnsId),
            'content-type': 'application/json'
        },
        body: JSON.stringify({
            reason,
            ...isGone && {
                timestamp: nowMs
            }
        }),
        code: reason,
        accepted: 0
    };
}
/** What Apple most likely says under a status. */ const USUAL = new Map([
    [
        400,
        'BadMessageId'
    ],
    [
        403,
        'Forbidden'
    ],
    [
        404,
        'BadPath'
    ],
    [
        405,
        'MethodNotAllowed'
    ],
    [
        410,
        'Unregistered'
    ],
    [
        413,
        'PayloadTooLarge'
    ],
    [
        429,
        'TooManyRequests'
    ],
    [
        503,
        'ServiceUnavailable'
    ]
]);
const reasonUnder = (status)=>USUAL.get(status) ?? (status < 500 ? 'BadMessageId' : 'InternalServerError');
const wrongProtocol = {
    status: 505,
    body: '',
    code: 'http/1.1',
    accepted: 0
};
