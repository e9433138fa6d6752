// A flow that follows a state feed takes no decision before the feed is read up to its assignment, and none while the feed is not fresh
// (rule 6 of docs/architecture.md). Only those topics of the feed count that bear on its decision.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "Following", {
    enumerable: true,
    get: function() {
        return Following;
    }
});
const _promises = require("node:timers/promises");
const _common = require("@nestjs/common");
const _deadline = require("../deadline");
/** What the feed's flow handles is waited for this long; behind that, freshness alone has a say. */ const HANDLED_WITHIN_MS = 1_000;
let Following = class Following {
    group;
    feed;
    topics;
    holds;
    logger = new _common.Logger('FlowRunner');
    assignedAtMs = Infinity;
    /** Ends the hurry of the feed's watch; null: the flow is fed. */ calm = null;
    constructor(group, feed, /** Absent: all topics of the feed. */ topics, holds){
        this.group = group;
        this.feed = feed;
        this.topics = topics;
        this.holds = holds;
    }
    /** From then on `look` has a say. `atMs`: monotonic. */ assigned(atMs) {
        this.assignedAtMs = atMs;
    }
    isFed() {
        return this.feed.isReadUpTo(this.assignedAtMs, this.topics) && this.feed.isFresh(this.topics);
    }
    /**
   * A fact that came before a decision's input must not lose the race to it: a message that was sent right after a disconnect would find its
   * device online. So what this process is handling of the feed is waited for.
   */ async letFactsPass() {
        await (0, _promises.setImmediate)(); // records of the feed that arrived in this turn are handed over by then
        const handled = this.feed.handled(this.topics);
        if (handled !== null) await (0, _deadline.within)(handled, HANDLED_WITHIN_MS);
    }
    /** What the flow waits for in the feed. */ waitsFor() {
        if (this.assignedAtMs === Infinity || this.isFed()) return [];
        return this.feed.waitsFor(this.assignedAtMs, this.topics).map((words)=>`${this.group} catches up with ${words}`);
    }
    look(isStopping) {
        if (this.assignedAtMs === Infinity) return;
        const isFed = this.isFed();
        const wasFed = this.calm === null;
        if (isFed || isStopping) {
            this.calm?.();
            this.calm = null;
        } else this.calm ??= this.feed.hurry();
        if (isFed) this.holds.release('catching-up', this.holds.of());
        else this.holds.hold('catching-up', this.holds.of());
        const { group, feed } = this;
        if (isFed !== wasFed) this.logger.log({
            event: isFed ? 'caught-up' : 'catching-up',
            group,
            after: feed.group
        });
    }
};
