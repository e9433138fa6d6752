// What goes over the wire: one message, and the tokens it is for, in the two shapes of Huawei's API.
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
    get bodyOf () {
        return bodyOf;
    },
    get bytesOf () {
        return bytesOf;
    },
    get headersOf () {
        return headersOf;
    },
    get pathOf () {
        return pathOf;
    },
    get withoutImage () {
        return withoutImage;
    },
    get withoutReceipt () {
        return withoutReceipt;
    }
});
function bodyOf({ api, message, tokens, isCheckOnly = false }) {
    return api === 'v3' ? JSON.stringify({
        payload: message.payload,
        target: {
            token: tokens
        },
        pushOptions: message.pushOptions
    }) : JSON.stringify({
        validate_only: isCheckOnly,
        message: {
            ...message,
            token: tokens
        }
    });
}
const bytesOf = (message)=>Buffer.byteLength(bodyOf({
        ...message,
        tokens: []
    }));
function withoutReceipt(request) {
    if (request.api === 'v3') {
        const { receiptId, ...pushOptions } = request.message.pushOptions;
        return receiptId === undefined ? undefined : {
            ...request,
            message: {
                ...request.message,
                pushOptions
            }
        };
    }
    const { receipt_id, ...android } = request.message.android;
    return receipt_id === undefined ? undefined : {
        ...request,
        message: {
            ...request.message,
            android
        }
    };
}
const headersOf = (api)=>({
        'content-type': api === 'v3' ? 'application/json' : 'application/json; charset=UTF-8',
        accept: 'application/json',
        ...api === 'v3' && {
            'push-type': '0'
        }
    });
const pathOf = (api, id)=>`/${api}/${encodeURIComponent(id)}/messages:send`;
function withoutImage(request) {
    if (request.api !== 'v3') return undefined;
    const { image, ...notification } = request.message.payload.notification;
    return image === undefined ? undefined : {
        ...request,
        message: {
            ...request.message,
            payload: {
                notification
            }
        }
    };
}
