// What a dead letter says of a record, made so that it always fits: each part has a bound, and what is left out is named by its size and
// hash. The record itself stays readable at its offset until its topic's retention ends. Pure.
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
    get MAX_LETTER_BYTES () {
        return MAX_LETTER_BYTES;
    },
    get deadLetterOf () {
        return deadLetterOf;
    },
    get traceOf () {
        return traceOf;
    },
    get withoutBytes () {
        return withoutBytes;
    }
});
const _nodecrypto = require("node:crypto");
const _headers = require("../kafka/headers");
const MAX_DETAIL = 1000;
const MAX_LETTER_BYTES = 2 * 1024 * 1024 - 32 * 1024;
/** A key travels twice: as the letter's own, and in it. */ const MAX_KEY_BYTES = 64 * 1024;
const MAX_HEADER_BYTES = 16 * 1024;
const MAX_HEADERS_BYTES = 128 * 1024;
/** 9999-12-31: what the contract allows. */ const MAX_EPOCH_MS = 253_402_300_799_999;
/** Text that the contract takes: short, without NUL and lone surrogates. */ const sanitised = (detail)=>detail.replaceAll('\u0000', '\ufffd').slice(0, MAX_DETAIL).toWellFormed();
function deadLetterOf({ record, reason, detail }, group, nowMs) {
    const { headers, omitted } = headersOf(record);
    const key = record.key !== null && record.key.length > MAX_KEY_BYTES ? null : record.key;
    const keyBytes = key === null ? 0 : key.length + base64Bytes(key);
    const room = MAX_LETTER_BYTES - keyBytes - sizeOf(headers);
    const isTooLong = record.value !== null && base64Bytes(record.value) > room;
    const left = [
        ...isTooLong ? [
            leftOut('value', record.value)
        ] : [],
        ...key === record.key ? [] : [
            leftOut('key', record.key)
        ],
        ...omitted > 0 ? [
            `(${omitted} headers left out)`
        ] : []
    ];
    return {
        ...whereOf(record),
        key: key?.toString('base64') ?? null,
        value: isTooLong ? null : record.value?.toString('base64') ?? null,
        headers,
        reason,
        detail: sanitised([
            ...left,
            detail
        ].join(' ')),
        group,
        failedAtMs: nowMs
    };
}
const withoutBytes = ({ record, reason, detail }, group, nowMs)=>({
        ...whereOf(record),
        key: null,
        value: null,
        headers: {},
        reason,
        detail: sanitised([
            leftOut('value', record.value),
            leftOut('key', record.key),
            detail
        ].join(' ')),
        group,
        failedAtMs: nowMs
    });
const traceOf = (record)=>(0, _headers.traceparentOf)(record.headers['traceparent']?.toString('latin1'));
const whereOf = ({ topic, partition, offset, timestampMs })=>({
        topic,
        partition,
        offset,
        timestampMs: Math.min(Math.max(0, Math.trunc(timestampMs) || 0), MAX_EPOCH_MS)
    });
const base64Bytes = ({ length })=>Math.ceil(length / 3) * 4;
/** As many as fit, in their order. A name may grow to six times its length in JSON. */ function headersOf({ headers }) {
    const kept = [];
    let room = MAX_HEADERS_BYTES;
    const all = Object.entries(headers);
    for (const [name, value] of all){
        const size = name.length > MAX_HEADER_BYTES ? Infinity : sizeOfHeader(name, base64Bytes(value));
        if (size > MAX_HEADER_BYTES || size > room) continue;
        room -= size;
        kept.push([
            name,
            value.toString('base64')
        ]);
    }
    return {
        headers: Object.fromEntries(kept),
        omitted: all.length - kept.length
    };
}
const sizeOfHeader = (name, valueBytes)=>Buffer.byteLength(JSON.stringify(name)) + valueBytes + 4; // quotes, a colon, a comma
const sizeOf = (headers)=>Object.entries(headers).reduce((sum, [name, value])=>sum + sizeOfHeader(name, value.length), 0);
const leftOut = (part, bytes)=>`(${part} of ${bytes?.length ?? 0} bytes left out, SHA-256 ${(0, _nodecrypto.createHash)('sha256').update(bytes ?? '').digest('hex')})`;
