// How far each assigned partition is settled: for lag, and for the holes that the log made before we could read.
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
    get Progress () {
        return Progress;
    },
    get holesOf () {
        return holesOf;
    }
});
const _log = require("../log");
function holesOf(ranges, committed) {
    const starts = new Map(ranges.map((range)=>[
            (0, _log.keyOf)(range),
            range.start
        ]));
    return committed.flatMap(({ topic, partition, offset })=>{
        const start = starts.get((0, _log.keyOf)({
            topic,
            partition
        }));
        return start !== undefined && offset < start ? [
            {
                topic,
                partition,
                from: offset,
                to: start
            }
        ] : [];
    });
}
let Progress = class Progress {
    marks = new Map();
    /** After a new assignment. */ begin(assigned, ranges, committed, nowMs) {
        this.marks.clear();
        const rangeOf = new Map(ranges.map((range)=>[
                (0, _log.keyOf)(range),
                range
            ]));
        const offsetOf = new Map(committed.map((position)=>[
                (0, _log.keyOf)(position),
                position.offset
            ]));
        for (const at of assigned){
            const range = rangeOf.get((0, _log.keyOf)(at));
            const offset = offsetOf.get((0, _log.keyOf)(at));
            if (range === undefined) {
                // Without a leader now: what it holds will be known when it is read.
                if (offset !== undefined) this.marks.set((0, _log.keyOf)(at), {
                    ...at,
                    next: offset,
                    end: offset,
                    isSettled: true,
                    waitsSinceMs: null
                });
                continue;
            }
            const committedAt = offset ?? range.start;
            const next = committedAt < range.start ? range.start : committedAt;
            this.marks.set((0, _log.keyOf)(at), {
                ...at,
                next,
                end: range.end,
                isSettled: offset !== undefined,
                waitsSinceMs: range.end > next ? nowMs : null
            });
        }
    }
    forget() {
        this.marks.clear();
    }
    /** A fetch that begins behind the settled position jumped over a hole, as far as the log's start has moved: nothing else loses records. */ arrived(fetched) {
        const { topic, partition, askedOffset, startOffset } = fetched;
        const mark = this.marks.get((0, _log.keyOf)(fetched));
        if (mark === undefined) return null;
        mark.waitsSinceMs = fetched.records[0]?.timestampMs ?? null;
        mark.end = fetched.endOffset;
        const to = askedOffset < startOffset ? askedOffset : startOffset;
        return to > mark.next ? {
            topic,
            partition,
            from: mark.next,
            to
        } : null;
    }
    settled({ topic, partition, offset }, oldestOpenMs) {
        const mark = this.marks.get((0, _log.keyOf)({
            topic,
            partition
        }));
        if (mark === undefined) return;
        mark.next = offset;
        mark.isSettled = true;
        mark.waitsSinceMs = oldestOpenMs;
    }
    /** Everything before these ends is settled, as far as the partitions are known here. */ isAt(ranges) {
        return ranges.every((range)=>(this.marks.get((0, _log.keyOf)(range))?.next ?? range.end) >= range.end);
    }
    /** Up to where everything is settled. */ positions() {
        return [
            ...this.marks.values()
        ].filter(({ isSettled })=>isSettled).map(({ topic, partition, next })=>({
                topic,
                partition,
                offset: next
            }));
    }
    /** New ends, for partitions that are not being read: what waits there, waits at least since now. */ grown(ranges, nowMs) {
        for (const range of ranges){
            const mark = this.marks.get((0, _log.keyOf)(range));
            if (mark === undefined || range.end <= mark.end) continue;
            mark.end = range.end;
            mark.waitsSinceMs ??= nowMs;
        }
    }
    *lag(nowMs) {
        for (const { topic, partition, next, end, waitsSinceMs } of this.marks.values()){
            const records = end > next ? Number(end - next) : 0;
            const seconds = waitsSinceMs === null || records === 0 ? 0 : Math.max(0, (nowMs - waitsSinceMs) / 1000);
            yield {
                topic,
                partition,
                records,
                seconds
            };
        }
    }
};
