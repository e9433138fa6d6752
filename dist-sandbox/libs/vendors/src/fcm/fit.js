// FCM's only limit is one of bytes over everything together: what counts, and how a text is cut to what the rest leaves.
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
    get MAX_PAYLOAD_BYTES () {
        return MAX_PAYLOAD_BYTES;
    },
    get bytesOf () {
        return bytesOf;
    },
    get cutToBytes () {
        return cutToBytes;
    }
});
const _contracts = require("../../../contracts/src");
const _direction = require("../shared/direction");
const MAX_PAYLOAD_BYTES = 4096;
const DOTS = '...';
function bytesOf(...maps) {
    let sum = 0;
    for (const map of maps){
        for(const key in map)sum += key.length + Buffer.byteLength(String(map[key]));
    }
    return sum;
}
function cutToBytes(text, limit) {
    if (text.length * 3 <= limit || Buffer.byteLength(text) <= limit) return text;
    const bytes = Buffer.from(text);
    let end = Math.max(0, limit - DOTS.length);
    while(end > 0 && isContinuation(bytes[end]))end--;
    return (0, _direction.balanced)((0, _contracts.cutText)(text, bytes.toString('utf8', 0, end).length)) + DOTS.slice(0, limit);
}
const isContinuation = (byte)=>byte !== undefined && (byte & 0xc0) === 0x80;
