// What the fake Xiaomi posts to the address that a push named: a form whose field "data" has the events by message id.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "receiptsFor", {
    enumerable: true,
    get: function() {
        return receiptsFor;
    }
});
const _tricks = require("../host/tricks");
/** Bits of `callback.type`, in the order in which they come. */ const BITS = {
    shown: [
        1
    ],
    clicked: [
        1,
        2
    ],
    muted: [
        32
    ],
    gone: [
        16
    ],
    moved: [
        16
    ]
};
const INVALID = 16;
/** Delivered and clicked. */ const USUAL_BITS = 3;
function receiptsFor({ messageId, message, targets }, nowMs) {
    const { callback = '', 'callback.param': param, 'callback.type': wanted = USUAL_BITS } = message.extra;
    if (callback === '') return [];
    return [
        1,
        2,
        16,
        32
    ].filter((bit)=>(Number(wanted) & bit) !== 0).flatMap((type)=>{
        const those = targets.filter((target)=>BITS[(0, _tricks.phoneFateOf)(target)].includes(type));
        if (those.length === 0) return [];
        const event = {
            param,
            type,
            targets: those.join(','),
            timestamp: nowMs,
            ...troubleOf(type, those)
        };
        return [
            postTo(callback, {
                [messageId]: event
            })
        ];
    });
}
function troubleOf(type, targets) {
    if (type !== INVALID) return {
        barStatus: 'Enable'
    };
    const moved = targets.filter((target)=>(0, _tricks.phoneFateOf)(target) === 'moved');
    const replaceTarget = Object.fromEntries(moved.map((target)=>[
            target,
            (0, _tricks.successorOf)(target)
        ]));
    return {
        barStatus: 'Unknown',
        errorCode: 1,
        ...moved.length > 0 && {
            replaceTarget
        }
    };
}
const postTo = (url, events)=>({
        url,
        headers: {
            'content-type': 'application/x-www-form-urlencoded'
        },
        body: new URLSearchParams({
            data: JSON.stringify(events)
        }).toString()
    });
