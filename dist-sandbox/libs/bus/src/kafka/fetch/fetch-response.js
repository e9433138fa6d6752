// A fetch response as kafkajs wants it, decoded by us. kafkajs checks no checksum, knows one codec, inflates without a bound, and loses all
// partitions of a response when one record of one of them cannot be read.
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
    get FIRST_VERSION () {
        return FIRST_VERSION;
    },
    get brokenIn () {
        return brokenIn;
    },
    get decodeFetch () {
        return decodeFetch;
    },
    get spanOf () {
        return spanOf;
    },
    get withoutBroken () {
        return withoutBroken;
    }
});
const _notdecodable = require("./not-decodable");
const _partitionbytes = require("./partition-bytes");
const FIRST_VERSION = 4;
/** kafkajs' batch keeps the array of messages that we made, and nothing else of ours. */ const spans = new WeakMap();
const spanOf = (messages)=>spans.get(messages);
async function decodeFetch(version, bytes) {
    const frame = new Frame(bytes);
    const throttleTime = frame.int32();
    if (version >= 7) frame.skip(2 + 4); // an error code and a session: we open none
    const budget = (0, _partitionbytes.budgetOf)(_notdecodable.LIMITS);
    const responses = [];
    for(let topics = frame.int32(); topics > 0; topics--){
        const topicName = frame.text();
        const partitions = [];
        for(let count = frame.int32(); count > 0; count--)partitions.push(await partitionOf(frame, version, budget));
        responses.push({
            topicName,
            partitions
        });
    }
    // The broker has not held this response back: from version 6 on the client waits (KIP-219).
    return version >= 6 ? {
        throttleTime: 0,
        clientSideThrottleTime: throttleTime,
        responses
    } : {
        throttleTime,
        clientSideThrottleTime: 0,
        responses
    };
}
/** What a leader answers for a partition that it cannot read: an unexpected error, a corrupt log, a disk. */ const BROKEN = new Set([
    -1,
    2,
    56
]);
const brokenIn = ({ responses })=>responses.flatMap(({ topicName, partitions })=>partitions.filter(({ errorCode })=>BROKEN.has(errorCode)).map(({ partition, errorCode })=>({
                topic: topicName,
                partition,
                code: errorCode
            })));
function withoutBroken(response) {
    const hasRecords = response.responses.some(({ partitions })=>partitions.some(({ messages })=>messages.length > 0));
    if (!hasRecords) return response;
    const responses = response.responses.map(({ topicName, partitions })=>({
            topicName,
            partitions: partitions.filter(({ errorCode })=>!BROKEN.has(errorCode))
        }));
    return {
        ...response,
        responses
    };
}
async function partitionOf(frame, version, budget) {
    const partition = frame.int32();
    const errorCode = frame.int16();
    const highWatermark = frame.int64();
    const lastStableOffset = frame.int64();
    const startOffset = version >= 5 ? frame.int64() : 0n;
    const aborted = [];
    for(let count = frame.int32(); count > 0; count--)aborted.push({
        producerId: frame.int64(),
        firstOffset: frame.int64()
    });
    const preferredReadReplica = version >= 11 ? frame.int32() : -1;
    const records = new _partitionbytes.PartitionBytes(frame.bytes(), aborted, highWatermark, budget);
    const { messages, nextOffset } = await records.read();
    spans.set(messages, {
        startOffset,
        nextOffset
    });
    return {
        partition,
        errorCode,
        highWatermark: String(highWatermark),
        lastStableOffset: String(lastStableOffset),
        abortedTransactions: [],
        preferredReadReplica,
        messages
    };
}
let Frame = class Frame {
    buffer;
    at = 0;
    constructor(buffer){
        this.buffer = buffer;
    }
    int16 = ()=>this.buffer.readInt16BE(this.skip(2));
    int32 = ()=>this.buffer.readInt32BE(this.skip(4));
    int64 = ()=>this.buffer.readBigInt64BE(this.skip(8));
    /** The place before it. */ skip(size) {
        const from = this.at;
        this.at += size;
        return from;
    }
    text() {
        const size = this.int16();
        const from = this.skip(size);
        return this.buffer.toString('utf8', from, from + size);
    }
    /** Null counts as empty. */ bytes() {
        const size = Math.max(0, this.int32());
        const from = this.skip(size);
        return this.buffer.subarray(from, from + size);
    }
};
