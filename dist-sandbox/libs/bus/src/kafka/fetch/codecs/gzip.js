// gzip, by Node's own zlib in its thread pool. What stands behind a member and is none makes Node refuse all of it, where Java and Go read on:
// then the members are inflated one by one. https://datatracker.ietf.org/doc/html/rfc1952
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "gzip", {
    enumerable: true,
    get: function() {
        return gzip;
    }
});
const _crc32 = require("@node-rs/crc32");
const _nodeutil = require("node:util");
const _nodezlib = require("node:zlib");
const _notdecodable = require("../not-decodable");
const inflateGzip = (0, _nodeutil.promisify)(_nodezlib.gunzip);
/** No member where one was expected, or the bytes end within one. */ const UNEXPECTED = new Set([
    'Z_DATA_ERROR',
    'Z_BUF_ERROR'
]);
const FIXED_BYTES = 10;
const TRAILER_BYTES = 8;
const FLAG = {
    headerCrc: 2,
    extra: 4,
    name: 8,
    comment: 16
};
async function gzip(bytes, maxBytes) {
    try {
        return await inflateGzip(bytes, {
            maxOutputLength: maxBytes
        });
    } catch (error) {
        if (!UNEXPECTED.has(String(error.code))) throw error;
        return byMembers(bytes, maxBytes, error);
    }
}
async function byMembers(bytes, maxBytes, refusal) {
    const plain = [];
    let left = maxBytes;
    for(let at = 0; isMember(bytes, at) && left > 0;){
        const member = await inflated(bytes, at, left);
        plain.push(member.plain);
        left -= member.plain.length;
        at = member.end;
    }
    if (plain.length === 0) throw refusal;
    return Buffer.concat(plain);
}
const isMember = (bytes, at)=>at + FIXED_BYTES <= bytes.length && bytes.readUIntBE(at, 3) === 0x1f8b08;
async function inflated(bytes, at, maxBytes) {
    const from = dataAt(bytes, at);
    const { plain, used } = await raw(bytes.subarray(from), {
        maxOutputLength: maxBytes
    });
    const end = from + used + TRAILER_BYTES;
    if (end > bytes.length) throw new _notdecodable.NotDecodable('its gzip member is cut short');
    if (bytes.readUInt32LE(end - TRAILER_BYTES) !== (0, _crc32.crc32)(plain)) throw new _notdecodable.NotDecodable('the checksum of its gzip member is wrong');
    return {
        plain,
        end
    };
}
/** Behind the header, whose optional parts have an order. */ function dataAt(bytes, start) {
    const flags = bytes.readUInt8(start + 3);
    let at = start + FIXED_BYTES;
    if (flags & FLAG.extra) at += 2 + (at + 2 <= bytes.length ? bytes.readUInt16LE(at) : 0);
    for (const text of [
        FLAG.name,
        FLAG.comment
    ])if (flags & text) at = behindZero(bytes, at);
    return flags & FLAG.headerCrc ? at + 2 : at;
}
function behindZero(bytes, at) {
    const zero = bytes.indexOf(0, at);
    if (zero < 0) throw new _notdecodable.NotDecodable('its gzip header is cut short');
    return zero + 1;
}
const raw = (bytes, options)=>new Promise((resolve, reject)=>{
        const given = {
            ...options,
            info: true
        };
        (0, _nodezlib.inflateRaw)(bytes, given, (error, result)=>{
            if (error) return reject(error);
            const { buffer, engine } = result;
            resolve({
                plain: buffer,
                used: engine.bytesWritten
            });
        });
    });
