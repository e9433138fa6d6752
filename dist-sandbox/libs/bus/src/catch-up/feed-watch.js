// How far is a state feed read? Looks again and again at the ends of its topics and at what its group has committed. The whole group counts,
// so it holds for several pods; a broker that is away, or a partition without a leader, makes the feed stale.
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
    get FEED_WATCH () {
        return FEED_WATCH;
    },
    get FeedWatch () {
        return FeedWatch;
    }
});
const _common = require("@nestjs/common");
const _trouble = require("../membership/trouble");
const _feedmarks = require("./feed-marks");
const FEED_WATCH = {
    staleAfterMs: 10_000,
    hurriedMs: 100,
    calmMs: 1_000
};
/** Sentences of a log line. */ const MAX_SENTENCES = 5;
let FeedWatch = class FeedWatch {
    log;
    group;
    topics;
    options;
    logger = new _common.Logger('FeedWatch');
    listeners = new Set();
    marks = new _feedmarks.FeedMarks();
    handling = new Map();
    isRunning = false;
    /** Why the last look failed. */ failure = null;
    isStale = false;
    waiting = 0;
    wake = ()=>undefined;
    constructor(log, group, topics, options = FEED_WATCH){
        this.log = log;
        this.group = group;
        this.topics = topics;
        this.options = options;
    }
    start() {
        if (this.isRunning) return;
        this.isRunning = true;
        void this.watch();
    }
    stop() {
        this.isRunning = false;
        this.wake();
    }
    /** Everything published to these topics before that moment of the monotonic clock is settled by the feed's flow. */ isReadUpTo(momentMs, topics = this.topics) {
        return this.marks.areReadUpTo(momentMs, topics);
    }
    isFresh(topics = this.topics) {
        return this.isReadUpTo(performance.now() - this.options.staleAfterMs, topics);
    }
    /** Why these topics are not read up to that moment, or not fresh. */ waitsFor(momentMs, topics = this.topics) {
        if (this.failure !== null) return [
            `${this.group}, which ${this.failure}`
        ];
        const sinceMs = Math.max(momentMs, performance.now() - this.options.staleAfterMs);
        const behind = this.marks.wordsBehind(sinceMs, topics);
        return behind.length > 0 ? behind : [
            `${this.group}: its ends are not known yet`
        ];
    }
    /** This process handles records of the feed from now until the promise settles. It never rejects. */ handles(topic, handled) {
        this.handling.set(handled, topic);
        void handled.finally(()=>this.handling.delete(handled));
    }
    /** What this process is handling of these topics at this moment; resolves when all of it is settled or held. Null: nothing. */ handled(topics = this.topics) {
        const mine = [
            ...this.handling
        ].flatMap(([handled, topic])=>topics.includes(topic) ? [
                handled
            ] : []);
        return mine.length === 0 ? null : Promise.all(mine);
    }
    /** Partitions of the feed that nobody can read now. */ leaderless() {
        return this.marks.wordsLeaderless();
    }
    /** Somebody waits: look often, and let the feed's flow commit at once. The answer ends it. */ hurry() {
        this.waiting++;
        this.wake();
        let isOver = false;
        return ()=>{
            if (!isOver) this.waiting--;
            isOver = true;
        };
    }
    get isAwaited() {
        return this.waiting > 0;
    }
    /** Called after each look. */ onLook(listener) {
        this.listeners.add(listener);
    }
    async watch() {
        while(this.isRunning){
            try {
                await this.look();
                this.failed(null);
            } catch (error) {
                this.failed(error);
            }
            this.tellFreshness();
            for (const listener of this.listeners)listener();
            await this.pause();
        }
    }
    /** The ends first: what is committed later than they were noted counts for them. */ async look() {
        const atMs = performance.now();
        const ranges = await this.log.ranges(this.topics);
        const committed = await this.log.committed(this.group, this.topics);
        this.marks.learn(ranges, committed, atMs);
    }
    pause() {
        return new Promise((resolve)=>{
            const timer = setTimeout(resolve, this.isAwaited ? this.options.hurriedMs : this.options.calmMs);
            this.wake = ()=>{
                clearTimeout(timer);
                resolve();
            };
        });
    }
    /** Once per change of state. */ failed(error) {
        const wasFailing = this.failure !== null;
        this.failure = error === null ? null : (0, _trouble.troubleOf)(error).words;
        const { group, topics } = this;
        if (error !== null && !wasFailing) this.logger.warn({
            event: 'feed-unreadable',
            group,
            topics,
            error: error.message
        });
        else if (error === null && wasFailing) this.logger.log({
            event: 'feed-readable',
            group,
            topics
        });
    }
    /** Once per change of state, and not before the first look is as old as a feed may be. */ tellFreshness() {
        const isStale = !this.isFresh();
        if (isStale === this.isStale) return;
        this.isStale = isStale;
        const { group } = this;
        const waitsFor = this.waitsFor(-Infinity).slice(0, MAX_SENTENCES);
        if (isStale) this.logger.warn({
            event: 'feed-stale',
            group,
            waitsFor
        });
        else this.logger.log({
            event: 'feed-fresh',
            group
        });
    }
};
