// What the fake vivo posts: to the address that a formal single send named, arrivals only; to that of a receipt ID, failures too.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "receiptFor", {
    enumerable: true,
    get: function() {
        return receiptFor;
    }
});
const _tricks = require("../host/tricks");
const _fakerequest = require("./fake-request");
/** Main type of a push that was not shown, and sub type of a registration ID that is no longer valid (sheet, 6). */ const NOT_SHOWN = 104;
const NO_LONGER_VALID = 2183;
function receiptFor({ fields, taskId, token }, { receiptUrls = {} }, nowMs) {
    const extra = (0, _fakerequest.isObject)(fields['extra']) ? fields['extra'] : {};
    const id = (0, _fakerequest.text)(extra['callback.id']);
    const url = id === '' ? (0, _fakerequest.text)(extra['callback']) : receiptUrls[id] ?? '';
    const isGone = (0, _tricks.phoneFateOf)(token) === 'gone';
    if (url === '' || isGone && id === '') return undefined;
    const named = {
        param: (0, _fakerequest.text)(extra['callback.param']),
        targets: token
    };
    const told = isGone ? {
        ackType: NOT_SHOWN,
        subAckType: NO_LONGER_VALID,
        ackTime: nowMs
    } : {
        ackType: 0,
        ackTime: nowMs
    };
    return {
        url,
        headers: {
            'content-type': 'application/json'
        },
        body: JSON.stringify({
            [taskId]: id === '' ? named : {
                ...named,
                ...told
            }
        })
    };
}
