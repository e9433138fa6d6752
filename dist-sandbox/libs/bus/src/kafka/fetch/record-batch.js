// A record batch of the format that Kafka writes since 0.11 (magic 2): its head, its checksum, its records.
// https://kafka.apache.org/documentation/#recordbatch
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
    get BATCH_HEAD_BYTES () {
        return BATCH_HEAD_BYTES;
    },
    get headOf () {
        return headOf;
    },
    get isAbort () {
        return isAbort;
    },
    get isWhole () {
        return isWhole;
    },
    get recordsOf () {
        return recordsOf;
    }
});
const _crc32 = require("@node-rs/crc32");
const _inflate = require("./inflate");
const _notdecodable = require("./not-decodable");
const _recordreader = require("./record-reader");
/** Places in a batch. */ const AT = {
    crc: 17,
    attributes: 21,
    lastOffsetDelta: 23,
    firstTimestamp: 27,
    maxTimestamp: 35,
    producerId: 43,
    count: 57,
    records: 61
};
const BATCH_HEAD_BYTES = AT.records;
function headOf(bytes) {
    const baseOffset = bytes.readBigInt64BE(0);
    const attributes = bytes.readInt16BE(AT.attributes);
    return {
        baseOffset,
        lastOffset: baseOffset + BigInt(Math.max(0, bytes.readInt32BE(AT.lastOffsetDelta))),
        codec: attributes & 0x07,
        hasAppendTime: (attributes & 0x08) !== 0,
        isTransactional: (attributes & 0x10) !== 0,
        isControl: (attributes & 0x20) !== 0,
        firstTimestamp: bytes.readBigInt64BE(AT.firstTimestamp),
        maxTimestamp: bytes.readBigInt64BE(AT.maxTimestamp),
        producerId: bytes.readBigInt64BE(AT.producerId),
        count: bytes.readInt32BE(AT.count)
    };
}
const isWhole = (bytes)=>(0, _crc32.crc32c)(bytes.subarray(AT.attributes)) >>> 0 === bytes.readUInt32BE(AT.crc);
async function recordsOf(bytes, head, limits) {
    const { codec, count } = head;
    if (count < 0 || count > limits.maxRecords) throw new _notdecodable.NotDecodable(`it has ${count} records, ${limits.maxRecords} are the most`);
    if (count === 0) return {
        messages: [],
        sizeBytes: 0
    };
    const packed = bytes.subarray(AT.records);
    const plain = codec === 0 ? packed : await (0, _inflate.inflate)(codec, packed, limits.maxInflatedBytes);
    const reader = new _recordreader.RecordReader(plain);
    const placed = placerOf(head);
    const messages = [];
    for(let index = 0; index < count; index++)messages.push(placed(reader.next()));
    return {
        messages,
        sizeBytes: plain.length
    };
}
/** Offsets and times as numbers where they are exact, which is everywhere but in made-up records. */ function placerOf(head) {
    const { baseOffset, firstTimestamp, maxTimestamp, hasAppendTime } = head;
    const base = Number(baseOffset);
    const isExact = Number.isSafeInteger(base + 2 ** 32);
    const first = Number(firstTimestamp);
    const appended = String(maxTimestamp);
    const batch = head.count > 1 && {
        batchOffset: String(baseOffset)
    };
    return ({ offsetDelta, timestampDelta, key, value, headers })=>({
            offset: isExact ? String(base + offsetDelta) : String(baseOffset + BigInt(offsetDelta)),
            timestamp: hasAppendTime ? appended : String(first + timestampDelta),
            key,
            value,
            headers,
            attributes: 0,
            ...batch,
            isControlRecord: false
        });
}
async function isAbort(bytes, head, limits) {
    const { messages } = await recordsOf(bytes, head, limits);
    const key = messages[0]?.key;
    return key !== undefined && key !== null && key.length >= 4 && key.readInt16BE(2) === 0;
}
