// A consumer that loses one broker crashes or rejoins its group, and as a new member waits until the broker has given its former self up (docs/kafka.md, 3.3).
// Here it is one fetcher's problem: metadata is asked for again, and that fetcher tries again a moment later.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "lostFetch", {
    enumerable: true,
    get: function() {
        return lostFetch;
    }
});
const _promises = require("node:timers/promises");
const _internals = require("../internals");
const _cure = require("./cure");
const PAUSE_MS = 200;
/** Leaders moved; the assignment of partitions to members did not. */ const MOVED = new Set([
    'LEADER_NOT_AVAILABLE',
    'NOT_LEADER_FOR_PARTITION',
    'FENCED_LEADER_EPOCH',
    'UNKNOWN_LEADER_EPOCH'
]);
const lostFetch = {
    name: 'lost-fetch',
    illness: 'The loss of one broker makes a consumer crash or rejoin its group.',
    apply () {
        (0, _internals.patch)((0, _internals.internals)().ConsumerGroup, 'recoverFromFetch', async (group, recover, error)=>{
            const cause = error.name === 'KafkaJSNumberOfRetriesExceeded' ? error.cause ?? error : error;
            if (!passes(cause)) return recover(error);
            group.cluster.brokerPool.metadataExpireAt = null;
            return (0, _promises.setTimeout)(PAUSE_MS);
        });
    }
};
/** The leader cannot read its own disk: that partition waits, and nothing of it is the consumer's fault. */ const BROKEN = new Set([
    'UNKNOWN',
    'CORRUPT_MESSAGE',
    'KAFKA_STORAGE_ERROR'
]);
const passes = (error)=>(0, _cure.isNetworkFailure)(error) || error.type !== undefined && (MOVED.has(error.type) || BROKEN.has(error.type));
