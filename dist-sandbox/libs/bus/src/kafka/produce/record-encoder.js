// A record (magic 2) as bytes, in one buffer. kafkajs builds about ten 512-byte encoders per record with headers, which made it the
// hottest spot of the whole path (docs/kafka.md, 1.4). Pure; byte for byte what kafkajs writes.
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
    get encodeBody () {
        return encodeBody;
    },
    get sizeOfRecord () {
        return sizeOfRecord;
    },
    get writeRecord () {
        return writeRecord;
    }
});
const ABSENT = -1;
const ATTRIBUTES_BYTES = 1;
function encodeBody(key, value, headers) {
    const keySize = key === null ? ABSENT : key.length;
    const valueSize = Buffer.byteLength(value);
    const names = Object.keys(headers);
    let size = sizeOfField(keySize) + sizeOfField(valueSize) + sizeOfVarInt(names.length);
    for (const name of names){
        size += sizeOfField(Buffer.byteLength(name)) + sizeOfField(Buffer.byteLength(headers[name]));
    }
    const writer = new Writer(Buffer.allocUnsafe(size));
    writer.field(key ?? '', keySize);
    writer.field(value, valueSize);
    writer.varInt(names.length);
    for (const name of names){
        writer.text(name);
        writer.text(headers[name]);
    }
    return writer.buffer;
}
function sizeOfRecord(body, offsetDelta, timestampDelta) {
    const size = sizeOfPlaced(body, offsetDelta, timestampDelta);
    return sizeOfVarInt(size) + size;
}
function writeRecord(into, at, body, offsetDelta, timestampDelta) {
    let next = writeVarInt(into, at, sizeOfPlaced(body, offsetDelta, timestampDelta));
    into[next++] = 0; // attributes: none are defined
    next = writeVarInt(into, next, timestampDelta);
    next = writeVarInt(into, next, offsetDelta);
    return next + body.copy(into, next);
}
const sizeOfPlaced = (body, offsetDelta, timestampDelta)=>ATTRIBUTES_BYTES + sizeOfVarInt(timestampDelta) + sizeOfVarInt(offsetDelta) + body.length;
/** A size, then as many bytes; −1: absent, which has none. */ const sizeOfField = (size)=>sizeOfVarInt(size) + Math.max(size, 0);
/** Zigzag: small numbers of either sign are short. 32 bits: 24 days of time stamps, far more than a batch spans. */ const zigzag = (value)=>(value << 1 ^ value >> 31) >>> 0;
function sizeOfVarInt(value) {
    let rest = zigzag(value);
    let size = 1;
    while(rest >= 0x80){
        rest >>>= 7;
        size++;
    }
    return size;
}
function writeVarInt(into, at, value) {
    let rest = zigzag(value);
    while(rest >= 0x80){
        into[at++] = rest & 0x7f | 0x80;
        rest >>>= 7;
    }
    into[at++] = rest;
    return at;
}
let Writer = class Writer {
    buffer;
    at = 0;
    constructor(buffer){
        this.buffer = buffer;
    }
    varInt(value) {
        this.at = writeVarInt(this.buffer, this.at, value);
    }
    field(value, size) {
        this.varInt(size);
        if (size <= 0) return;
        this.at += typeof value === 'string' ? this.buffer.write(value, this.at) : value.copy(this.buffer, this.at);
    }
    text(value) {
        this.field(value, Buffer.byteLength(value));
    }
};
