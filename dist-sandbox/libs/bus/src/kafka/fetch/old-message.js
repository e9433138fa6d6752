// A message of the formats before 0.11 (magic 0 and 1). No broker of today writes them, but one serves them from the segments it has.
// A compressed message holds others in its value. https://kafka.apache.org/documentation/#messageset
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
    get OLD_MESSAGE_BYTES () {
        return OLD_MESSAGE_BYTES;
    },
    get isWholeMessage () {
        return isWholeMessage;
    },
    get messagesOf () {
        return messagesOf;
    }
});
const _crc32 = require("@node-rs/crc32");
const _inflate = require("./inflate");
const _notdecodable = require("./not-decodable");
/** Places in a message, with its offset and size in front. */ const AT = {
    crc: 12,
    magic: 16,
    attributes: 17,
    timestamp: 18
};
const OLD_MESSAGE_BYTES = 26;
const isWholeMessage = (bytes)=>(0, _crc32.crc32)(bytes.subarray(AT.magic)) >>> 0 === bytes.readUInt32BE(AT.crc);
async function messagesOf(bytes, limits) {
    const outer = messageOf(bytes);
    const codec = outer.attributes & 0x07;
    if (codec === 0) return {
        messages: [
            outer
        ],
        sizeBytes: bytes.length
    };
    const plain = await (0, _inflate.inflate)(codec, outer.value ?? Buffer.alloc(0), limits.maxInflatedBytes);
    const inner = [
        ...entriesOf(plain)
    ];
    if (inner.length > limits.maxRecords) throw new _notdecodable.NotDecodable(`it has ${inner.length} messages, ${limits.maxRecords} are the most`);
    return {
        messages: placed(outer, inner, bytes[AT.magic] === 1),
        sizeBytes: plain.length
    };
}
/** With magic 1 the inner offsets count from 0, and the outer one is the last one's. */ function placed(outer, inner, isRelative) {
    const last = inner.at(-1);
    if (!isRelative || last === undefined) return inner;
    const shift = BigInt(outer.offset) - BigInt(last.offset);
    const hasAppendTime = (outer.attributes & 0x08) !== 0;
    return inner.map((message)=>({
            ...message,
            offset: String(BigInt(message.offset) + shift),
            ...hasAppendTime && {
                timestamp: outer.timestamp
            }
        }));
}
function* entriesOf(bytes) {
    for(let at = 0; at < bytes.length;){
        const size = at + 12 <= bytes.length ? bytes.readInt32BE(at + 8) : -1;
        const end = at + 12 + size;
        if (size < 0 || end > bytes.length) throw new _notdecodable.NotDecodable('its inner messages are cut short');
        yield messageOf(bytes.subarray(at, end));
        at = end;
    }
}
function messageOf(bytes) {
    if (bytes.length < OLD_MESSAGE_BYTES) throw new _notdecodable.NotDecodable('a message is cut short');
    const hasTime = bytes[AT.magic] === 1;
    const key = fieldAt(bytes, hasTime ? AT.timestamp + 8 : AT.timestamp);
    return {
        offset: String(bytes.readBigInt64BE(0)),
        timestamp: hasTime ? String(bytes.readBigInt64BE(AT.timestamp)) : '-1',
        key: key.field,
        value: fieldAt(bytes, key.end).field,
        headers: {},
        attributes: bytes[AT.attributes],
        isControlRecord: false
    };
}
function fieldAt(bytes, at) {
    if (at + 4 > bytes.length) throw new _notdecodable.NotDecodable('a message is cut short');
    const size = bytes.readInt32BE(at);
    const end = at + 4 + Math.max(0, size);
    if (size < -1 || end > bytes.length) throw new _notdecodable.NotDecodable('a field is longer than its message');
    return {
        field: size === -1 ? null : bytes.subarray(at + 4, end),
        end
    };
}
