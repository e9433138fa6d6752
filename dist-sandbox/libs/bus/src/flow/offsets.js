// What a flow has settled, compared with what the log holds: where to begin, what the log dropped unread, how far the flow is behind, and
// which partitions nobody leads. When to read is the flow's decision.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "Offsets", {
    enumerable: true,
    get: function() {
        return Offsets;
    }
});
const _promises = require("node:timers/promises");
const _common = require("@nestjs/common");
const _backoff = require("../backoff");
const _log = require("../log");
const _trouble = require("../membership/trouble");
const _metrics = require("../metrics");
const _progress = require("./progress");
let Offsets = class Offsets {
    parts;
    progress = new _progress.Progress();
    logger = new _common.Logger('FlowRunner');
    /** Why those of the assignment are not known yet, in words, if somebody asked in vain. */ unknown = null;
    /** Partitions of its own topics that nobody can read now. */ leaderless = [];
    constructor(parts){
        this.parts = parts;
    }
    /** Compares the committed offsets with the log before anything is read, for as long as it takes; `known` is called at once when they are. */ async begin(partitions, isCurrent, known) {
        const { log, group, topics, retry } = this.parts;
        for(let failures = 0; isCurrent(); failures++)try {
            const [ranges, committed] = await Promise.all([
                log.ranges(topics),
                log.committed(group, topics)
            ]);
            if (!isCurrent()) return;
            this.found(partitions, ranges, committed);
            return known();
        } catch (error) {
            this.unknown = (0, _trouble.troubleOf)(error).words;
            this.logger.warn({
                event: 'offsets-unknown',
                group,
                error: error.message
            });
            await (0, _promises.setTimeout)((0, _backoff.backoffMs)(retry, failures, Math.random()));
        }
    }
    /** A fetch that jumped over a hole lost what was in it. */ arrived(fetched) {
        const hole = this.progress.arrived(fetched);
        if (hole !== null) this.lose(hole);
    }
    /** Asks how far the partitions have grown. False: nobody can say, or the assignment is another one now. */ async measure(isCurrent) {
        const { log, group, topics } = this.parts;
        try {
            const { known, leaderless } = await log.ranges(topics);
            this.sawLeaderless(leaderless);
            if (!isCurrent()) return false;
            this.progress.grown(known, Date.now());
            return true;
        } catch (error) {
            this.logger.debug({
                event: 'lag-unknown',
                group,
                error: error.message
            });
            return false;
        }
    }
    found(partitions, { known, leaderless }, committed) {
        const mine = new Set(partitions.map(_log.keyOf));
        this.progress.begin(partitions, known, committed, Date.now());
        for (const hole of (0, _progress.holesOf)(known, committed))if (mine.has((0, _log.keyOf)(hole))) this.jump(hole);
        this.sawLeaderless(leaderless);
        this.unknown = null;
    }
    jump(hole) {
        this.lose(hole);
        this.parts.seek({
            topic: hole.topic,
            partition: hole.partition,
            offset: hole.to
        });
    }
    lose({ topic, partition, from, to }) {
        const { group } = this.parts;
        const records = Number(to - from);
        _metrics.lostInput.inc({
            topic,
            group
        }, records);
        this.logger.error({
            event: 'lost-input',
            group,
            topic,
            partition,
            from: String(from),
            to: String(to),
            records
        });
    }
    sawLeaderless(partitions) {
        const { group } = this.parts;
        const names = partitions.map(_log.keyOf);
        const isNew = names.join() !== this.leaderless.map(_log.keyOf).join();
        this.leaderless = partitions;
        _metrics.leaderlessPartitions.set({
            group
        }, partitions.length);
        if (isNew) this.logger.warn({
            event: 'leaderless-partitions',
            group,
            partitions: names
        });
    }
};
