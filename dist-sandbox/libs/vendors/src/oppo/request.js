// Notifications and registration IDs → the encoded forms that go over the wire, in OPPO's three shapes: one message to one phone, a
// message per phone, and a saved notification for a list of phones. The access token is added by the client.
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
    get batchBody () {
        return batchBody;
    },
    get broadcastBody () {
        return broadcastBody;
    },
    get bytesInBatch () {
        return bytesInBatch;
    },
    get saveBody () {
        return saveBody;
    },
    get unicastBody () {
        return unicastBody;
    }
});
/** `target_type` of a registration ID, in both forms. */ const REGISTRATION_ID = 2;
const COMMA = '%2C';
const unicastBody = (addressed)=>`message=${elementOf(addressed)}`;
const batchBody = (addressed)=>`messages=${encode('[')}${addressed.map(elementOf).join(COMMA)}${encode(']')}`;
const bytesInBatch = (addressed)=>elementOf(addressed).length + COMMA.length;
function saveBody(notification, parameter) {
    const fields = {
        ...notification,
        ...notification.call_back_url && {
            call_back_parameter: parameter
        }
    };
    return Object.entries(fields).map(([name, value])=>`${name}=${encode(typeof value === 'object' ? JSON.stringify(value) : String(value))}`).join('&');
}
const broadcastBody = (tokens)=>`target_type=${REGISTRATION_ID}&target_value=${tokens.join('%3B')}`;
/** `verify_registration_id`: another account's phone, or a clone of this one, keeps the message to itself. */ const BEGIN = encode(`{"target_type":${REGISTRATION_ID},"verify_registration_id":true,"target_value":`);
const ID = encode(',"notification":{"app_message_id":');
const PARAMETER = encode(',"call_back_parameter":');
const END = encode('}}');
function elementOf({ token, targetId, notification }) {
    const id = encode(JSON.stringify(targetId));
    const parameter = notification.call_back_url ? PARAMETER + id : '';
    return BEGIN + encode(JSON.stringify(token)) + ID + id + parameter + COMMA + restOf(notification) + END;
}
/** The fields between the braces, encoded once for all phones of a notification. */ const encodedRests = new WeakMap();
function restOf(notification) {
    const known = encodedRests.get(notification);
    if (known !== undefined) return known;
    const encoded = encode(JSON.stringify(notification).slice(1, -1));
    encodedRests.set(notification, encoded);
    return encoded;
}
/** As the form encoder of OPPO's own client: a blank is a plus sign. Half a surrogate pair cannot be encoded and is replaced. */ function encode(text) {
    return encodeURIComponent(text.toWellFormed()).replaceAll('%20', '+');
}
