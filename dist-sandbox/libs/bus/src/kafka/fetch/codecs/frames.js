// What LZ4 and Zstandard have in common: frames one behind the other, each walked before anything is inflated, so that a bomb is seen in
// time. What a frame looks like inside is left to the codec.
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
    get framesOf () {
        return framesOf;
    },
    get u24 () {
        return u24;
    },
    get u32 () {
        return u32;
    },
    get u8 () {
        return u8;
    }
});
const _notdecodable = require("../not-decodable");
/** Frames that both formats have for data of others; there are sixteen magic numbers. */ const isSkippable = (magic)=>(magic & 0xffff_fff0) >>> 0 === 0x184d2a50;
const MAGIC_BYTES = 4;
/** What else stands behind a frame is nothing of ours: the batch says how many records there must be. */ const isFrame = (bytes, at, magic)=>at + MAGIC_BYTES <= bytes.length && (u32(bytes, at) === magic || isSkippable(u32(bytes, at)));
function framesOf(bytes, maxBytes, { magic, walk }) {
    const frames = [];
    let sum = 0;
    for(let at = 0; at === 0 || isFrame(bytes, at, magic);){
        const skipped = isSkippable(u32(bytes, at)) ? at + 8 + u32(bytes, at + 4) : null;
        const { end, most } = skipped === null ? walk(bytes, at) : {
            end: skipped,
            most: 0
        };
        sum += most;
        if (sum > maxBytes) throw new _notdecodable.NotDecodable(`it may inflate to more than ${maxBytes} bytes`);
        if (skipped === null) frames.push({
            bytes: bytes.subarray(at, end),
            most
        });
        at = end;
    }
    return frames;
}
const u32 = (bytes, at)=>unsigned(bytes, at, 4);
const u24 = (bytes, at)=>unsigned(bytes, at, 3);
const u8 = (bytes, at)=>unsigned(bytes, at, 1);
function unsigned(bytes, at, length) {
    if (at + length > bytes.length) throw new _notdecodable.NotDecodable('its frame is cut short');
    return bytes.readUIntLE(at, length);
}
