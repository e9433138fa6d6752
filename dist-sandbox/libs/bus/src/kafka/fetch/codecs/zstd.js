// Zstandard. The frames are walked before anything is inflated: each block tells what may come out of it at most, so a bomb is seen in time.
// A frame may ask for a window of up to 2 GB, whatever is in it; it gets one that holds what can come out. https://datatracker.ietf.org/doc/html/rfc8878
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "zstd", {
    enumerable: true,
    get: function() {
        return zstd;
    }
});
const _fzstd = require("fzstd");
const _notdecodable = require("../not-decodable");
const _frames = require("./frames");
const MAGIC = 0xfd2fb528;
const CHECKSUM_BYTES = 4;
const MAX_BLOCK_BYTES = 128 * 1024;
/** A window is 2^(10 + exponent); the decoder's blocks need this much. */ const MIN_EXPONENT = 7;
function zstd(bytes, maxBytes) {
    const inflated = (0, _frames.framesOf)(bytes, maxBytes, {
        magic: MAGIC,
        walk
    }).map((frame)=>(0, _fzstd.decompress)(withWindow(frame.bytes, frame.most)));
    const [only] = inflated;
    return inflated.length === 1 && only !== undefined ? Buffer.from(only.buffer, only.byteOffset, only.byteLength) : Buffer.concat(inflated);
}
function walk(bytes, start) {
    if ((0, _frames.u32)(bytes, start) !== MAGIC) throw new _notdecodable.NotDecodable('it is no Zstandard frame');
    const head = headOf(bytes, start);
    let most = 0;
    let at = head.blocksAt;
    for(let isLast = false; !isLast;){
        const block = (0, _frames.u24)(bytes, at);
        isLast = (block & 1) === 1;
        const size = block >> 3;
        const kind = block >> 1 & 3;
        if (kind === 3) throw new _notdecodable.NotDecodable('its Zstandard frame has a block of an unknown kind');
        most += kind === 2 ? MAX_BLOCK_BYTES : size;
        at += 3 + (kind === 1 ? 1 : size);
    }
    if (head.contentSize !== null && head.contentSize > most) throw new _notdecodable.NotDecodable('its Zstandard frame lies about its size');
    const end = at + (head.hasChecksum ? CHECKSUM_BYTES : 0);
    if (end > bytes.length) throw new _notdecodable.NotDecodable('its Zstandard frame is cut short');
    return {
        end,
        most: head.contentSize ?? most
    };
}
function headOf(bytes, start) {
    const flags = (0, _frames.u8)(bytes, start + 4);
    const isSingle = (flags & 0x20) !== 0;
    const dictionaryBytes = [
        0,
        1,
        2,
        4
    ][flags & 3];
    const sizeAt = start + 5 + (isSingle ? 0 : 1) + dictionaryBytes;
    const sizeBytes = [
        isSingle ? 1 : 0,
        2,
        4,
        8
    ][flags >> 6];
    if (sizeAt + sizeBytes > bytes.length) throw new _notdecodable.NotDecodable('its Zstandard frame is cut short');
    return {
        blocksAt: sizeAt + sizeBytes,
        contentSize: contentSizeOf(bytes, sizeAt, sizeBytes),
        hasChecksum: (flags & 0x04) !== 0
    };
}
function contentSizeOf(bytes, at, sizeBytes) {
    if (sizeBytes === 0) return null;
    if (sizeBytes === 8) return Number(bytes.readBigUInt64LE(at));
    return bytes.readUIntLE(at, sizeBytes) + (sizeBytes === 2 ? 256 : 0);
}
/** The frame with the smallest window that holds all that can come out; frames in a single segment have none. */ function withWindow(frame, most) {
    const isSingle = ((0, _frames.u8)(frame, 4) & 0x20) !== 0;
    const exponent = Math.max(MIN_EXPONENT, Math.ceil(Math.log2(Math.max(most, 1))) - 10);
    if (isSingle || (0, _frames.u8)(frame, 5) >> 3 <= exponent) return frame;
    const copy = Buffer.from(frame);
    copy[5] = exponent << 3;
    return copy;
}
