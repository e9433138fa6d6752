// Reads Kafka's records: sizes and numbers as zigzag varints, keys, values and headers as slices of the given bytes. Whatever the bytes
// are, it ends with a record or with `NotDecodable`.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "RecordReader", {
    enumerable: true,
    get: function() {
        return RecordReader;
    }
});
const _notdecodable = require("./not-decodable");
const ATTRIBUTES_BYTES = 1;
let RecordReader = class RecordReader {
    bytes;
    at = 0;
    constructor(bytes){
        this.bytes = bytes;
    }
    /** The next record. It must be exactly as long as it says. */ next() {
        const size = this.varInt();
        const end = this.at + size;
        if (size < 0 || end > this.bytes.length) throw new _notdecodable.NotDecodable('a record is longer than its batch');
        this.at += ATTRIBUTES_BYTES;
        const record = {
            timestampDelta: this.varLong(),
            offsetDelta: this.varInt(),
            key: this.field(end),
            value: this.field(end),
            headers: this.headers(end)
        };
        if (this.at !== end) throw new _notdecodable.NotDecodable('a record is not as long as it says');
        return record;
    }
    /** A name that comes twice has its last value; null is no value: the header counts as absent. */ headers(end) {
        const headers = Object.create(null);
        const count = this.varInt();
        if (count < 0) throw new _notdecodable.NotDecodable('a record has a negative number of headers');
        for(let index = 0; index < count; index++){
            const name = this.field(end);
            if (name === null) throw new _notdecodable.NotDecodable('a header has no name');
            const value = this.field(end);
            if (value !== null) headers[name.toString('utf8')] = value;
        }
        return headers;
    }
    field(end) {
        const size = this.varInt();
        if (size === -1) return null;
        const from = this.at;
        if (size < 0 || from + size > end) throw new _notdecodable.NotDecodable('a field is longer than its record');
        this.at = from + size;
        return this.bytes.subarray(from, this.at);
    }
    varInt() {
        let raw = 0;
        for(let shift = 0; shift < 35; shift += 7){
            const byte = this.byte();
            raw |= (byte & 0x7f) << shift;
            if (byte < 0x80) return raw >>> 1 ^ -(raw & 1);
        }
        throw new _notdecodable.NotDecodable('a number has more than 32 bits');
    }
    /** As a double: exact up to 2^53 ms, which is 285,000 years. */ varLong() {
        let raw = 0;
        for(let place = 0; place < 10; place++){
            const byte = this.byte();
            raw += (byte & 0x7f) * 128 ** place;
            if (byte < 0x80) return raw % 2 === 0 ? raw / 2 : -(raw + 1) / 2;
        }
        throw new _notdecodable.NotDecodable('a number has more than 64 bits');
    }
    byte() {
        const byte = this.bytes[this.at++];
        if (byte === undefined) throw new _notdecodable.NotDecodable('its records are cut short');
        return byte;
    }
};
