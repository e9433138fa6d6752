// Messages and tokens → the JSON that goes over the wire: one message to one phone, or a saved message to a list of phones.
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
    get inNeutralWords () {
        return inNeutralWords;
    },
    get listBody () {
        return listBody;
    },
    get listIdOf () {
        return listIdOf;
    },
    get receiptExtra () {
        return receiptExtra;
    },
    get saveBody () {
        return saveBody;
    },
    get sendBody () {
        return sendBody;
    }
});
const _nodecrypto = require("node:crypto");
const listIdOf = (messageKey, regIds)=>(0, _nodecrypto.createHash)('sha256').update(JSON.stringify([
        messageKey,
        ...regIds
    ])).digest('base64url');
function sendBody({ message, extra, requestId, regId }) {
    return JSON.stringify({
        regId,
        ...message,
        ...extraField(extra),
        requestId
    });
}
function saveBody({ message, extra, requestId }) {
    return JSON.stringify({
        ...message,
        ...extraField(extra),
        requestId
    });
}
function listBody({ message, regIds, listId }, taskId) {
    const { appId, pushMode } = message;
    // Test lists repeat the mode of what was saved (sheet 3.2).
    return JSON.stringify({
        appId,
        regIds,
        taskId,
        requestId: listId,
        ...pushMode === 1 && {
            pushMode
        }
    });
}
const extraField = (extra)=>Object.keys(extra).length > 0 ? {
        extra
    } : {};
/** "A new message": our defaults are Latin letters only, which is one of the forms that vivo takes for a test (sheet 5). */ const NEUTRAL_TITLE = '新消息';
const NEUTRAL_TEXT = '您收到一条新消息';
const inNeutralWords = (request)=>({
        ...request,
        message: {
            ...request.message,
            title: NEUTRAL_TITLE,
            content: NEUTRAL_TEXT
        }
    });
function receiptExtra({ receiptId, testMode }, kind, param, callback) {
    if (receiptId !== undefined) return {
        'callback.id': receiptId,
        'callback.param': param
    };
    const isCovered = callback !== undefined && kind === 'single' && testMode !== true;
    return isCovered ? {
        callback,
        'callback.param': param
    } : {};
}
