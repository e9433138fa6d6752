// The time of a record, by which facts are ordered, and its place inside its millisecond. The broker stamps a whole batch with one time, and
// a reconnect often comes in the batch of its disconnect: what came first there, its offset alone says. Pure.
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
    get orderTime () {
        return orderTime;
    },
    get recordTime () {
        return recordTime;
    }
});
/** How far the time stamp of a record may be ahead of our clock before it is no time. */ const MAX_CLOCK_SKEW_MS = 60_000;
const recordTime = (timestampMs, nowMs)=>timestampMs > 0 && timestampMs <= nowMs + MAX_CLOCK_SKEW_MS ? timestampMs : nowMs;
const orderTime = (record, nowMs)=>recordTime(record.timestampMs, nowMs) + placeInMs(record);
/** A double still tells so many moments of a millisecond of our days apart. */ const MOMENTS_IN_MS = 4096;
/**
 * What is to be added to the record's time, in ms, for a time that orders records of one partition as their offsets do. It goes on counting
 * to the end of a batch, so that no batch is cut in two, however large it is. Batches of one millisecond follow each other unless one of them
 * passes a multiple of 4096.
 */ function placeInMs({ offset, batchOffset = offset }) {
    const first = Number(batchOffset);
    return (first % MOMENTS_IN_MS + Number(offset) - first) / MOMENTS_IN_MS;
}
