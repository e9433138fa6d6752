// LZ4 in its frame format. The frames are walked before anything is inflated: each block tells its size and the frame how much a block may
// become, so a bomb is seen in time, and frames that were put behind each other are found. The blocks are the package's work.
// https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "lz4", {
    enumerable: true,
    get: function() {
        return lz4;
    }
});
const _lz4napi = require("lz4-napi");
const _notdecodable = require("../not-decodable");
const _frames = require("./frames");
const MAGIC = 0x184d2204;
const SIZE_BYTES = 4;
const CHECKSUM_BYTES = 4;
/** A block is never more than 255 times as large as its bytes. */ const MAX_RATIO = 255;
const STORED = 0x8000_0000;
function lz4(bytes, maxBytes) {
    const inflated = (0, _frames.framesOf)(bytes, maxBytes, {
        magic: MAGIC,
        walk
    }).map((frame)=>(0, _lz4napi.decompressFrameSync)(frame.bytes));
    return inflated.length === 1 ? inflated[0] : Buffer.concat(inflated);
}
function walk(bytes, start) {
    if ((0, _frames.u32)(bytes, start) !== MAGIC) throw new _notdecodable.NotDecodable('it is no LZ4 frame');
    const flags = (0, _frames.u8)(bytes, start + 4);
    const maxBlock = 2 ** (8 + 2 * ((0, _frames.u8)(bytes, start + 5) >> 4 & 7));
    const behindBlock = flags & 0x10 ? CHECKSUM_BYTES : 0;
    let at = start + 6 + (flags & 0x08 ? 8 : 0) + (flags & 0x01 ? 4 : 0) + 1;
    let most = 0;
    for(;;){
        const head = (0, _frames.u32)(bytes, at);
        at += SIZE_BYTES;
        if (head === 0) break; // the end mark
        const size = head % STORED;
        most += head >= STORED ? size : Math.min(maxBlock, size * MAX_RATIO);
        at += size + behindBlock;
    }
    return {
        end: at + (flags & 0x04 ? CHECKSUM_BYTES : 0),
        most
    };
}
