// A record as our own decoder hands it to kafkajs, and what a batch that cannot be decoded becomes: one message that says so.
/** What kafkajs and the consumer read of a message. */ "use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "undecodable", {
    enumerable: true,
    get: function() {
        return undecodable;
    }
});
const undecodable = (bytes, first, last, timestampMs, why)=>({
        offset: String(last),
        timestamp: String(timestampMs),
        key: null,
        value: bytes,
        headers: {},
        attributes: 0,
        isControlRecord: false,
        notDecodable: `the batch of offsets ${first} to ${last} cannot be decoded: ${why}`
    });
