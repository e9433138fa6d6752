// How far a group has read each partition of its topics, as moments of the monotonic clock: the partition is read up to the moment at which
// its end was noted, when the group has committed up to that end. Pure.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "FeedMarks", {
    enumerable: true,
    get: function() {
        return FeedMarks;
    }
});
const _log = require("../log");
let FeedMarks = class FeedMarks {
    marks = new Map();
    /** What the log says now. `atMs`: before it was asked for the ends; the commits were asked for after them. */ learn({ known, leaderless }, committed, atMs) {
        const offsets = new Map(committed.map((position)=>[
                (0, _log.keyOf)(position),
                position.offset
            ]));
        const marks = new Map();
        for (const { topic, partition, start, end } of known){
            const key = (0, _log.keyOf)({
                topic,
                partition
            });
            const offset = offsets.get(key) ?? -1n;
            const mark = {
                ...this.marks.get(key) ?? begin({
                    topic,
                    partition
                }),
                isLed: true
            };
            mark.committed = offset < start ? start : offset;
            advance(mark, start >= end || offset >= end, end, offset, atMs);
            marks.set(key, mark);
        }
        for (const at of leaderless)marks.set((0, _log.keyOf)(at), {
            ...this.marks.get((0, _log.keyOf)(at)) ?? begin(at),
            isLed: false
        });
        this.marks = marks;
    }
    /** Each partition of these topics is read up to that moment. A topic that was never looked at is not. */ areReadUpTo(momentMs, topics) {
        const seen = new Set();
        for (const { topic, readUpToMs } of this.marks.values()){
            if (!topics.includes(topic)) continue;
            if (readUpToMs < momentMs) return false;
            seen.add(topic);
        }
        return topics.every((topic)=>seen.has(topic));
    }
    /** What is not read up to that moment, in words. */ wordsBehind(momentMs, topics) {
        return [
            ...this.marks.values()
        ].filter(({ topic, readUpToMs })=>topics.includes(topic) && readUpToMs < momentMs).map((mark)=>mark.isLed ? progressOf(mark) : `${(0, _log.keyOf)(mark)} has no leader`);
    }
    wordsLeaderless() {
        return [
            ...this.marks.values()
        ].filter(({ isLed })=>!isLed).map((at)=>`${(0, _log.keyOf)(at)} has no leader`);
    }
};
const begin = (at)=>({
        topic: at.topic,
        partition: at.partition,
        readUpToMs: -Infinity,
        noted: null,
        committed: 0n,
        isLed: true
    });
/** An end that was noted earlier may be reached although more has come since. */ function advance(mark, isAtEnd, end, offset, atMs) {
    if (isAtEnd) {
        mark.readUpToMs = atMs;
        mark.noted = null;
        return;
    }
    const { noted } = mark;
    if (noted !== null && offset >= noted.end) mark.readUpToMs = noted.atMs;
    if (noted === null || offset >= noted.end || noted.end > end) mark.noted = {
        end,
        atMs
    };
}
const progressOf = (mark)=>`${(0, _log.keyOf)(mark)}: read ${mark.committed} of ${mark.noted?.end ?? mark.committed}`;
