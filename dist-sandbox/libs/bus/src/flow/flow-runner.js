// Runs one flow: one member of its group over all its topics. Says when partitions are read, held and committed. It leaves reading to the log,
// slices to the gather, errors to the guard, trying again to the retries, and what the log holds to the offsets.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "FlowRunner", {
    enumerable: true,
    get: function() {
        return FlowRunner;
    }
});
const _common = require("@nestjs/common");
const _following = require("../catch-up/following");
const _deadline = require("../deadline");
const _deadletters = require("../guard/dead-letters");
const _log = require("../log");
const _membership = require("../membership/membership");
const _metrics = require("../metrics");
const _commits = require("./commits");
const _holds = require("./holds");
const _lane = require("./lane");
const _offsets = require("./offsets");
const _retries = require("./retries");
const _settling = require("./settling");
const READS_OFFSETS = 'compares its offsets with the log';
let FlowRunner = class FlowRunner {
    parts;
    group;
    logger = new _common.Logger('FlowRunner');
    lanes;
    membership;
    following;
    holds;
    commits;
    retries;
    offsets;
    settling;
    topics;
    options;
    /** Counts assignments: what began under an older one is void. */ generation = 0;
    isStopping = false;
    timers = [];
    unwatchLag = ()=>undefined;
    constructor(parts){
        this.parts = parts;
        const { flow, subscriptions, log, publisher, options, feed, exit } = parts;
        this.group = flow.group;
        this.options = options;
        this.topics = subscriptions.map(({ topic })=>topic.name);
        const graves = new _deadletters.DeadLetters(publisher, this.group);
        this.lanes = new Map(subscriptions.map((one)=>[
                one.topic.name,
                new _lane.Lane(one, this.group, graves, options.sliceRecords)
            ]));
        this.membership = new _membership.Membership({
            log,
            group: this.group,
            topics: this.topics,
            listener: this,
            options,
            exit
        });
        this.holds = new _holds.Holds(this.membership);
        this.retries = new _retries.Retries([
            ...this.lanes.values()
        ], this.holds, options.retry);
        this.offsets = new _offsets.Offsets({
            log,
            group: this.group,
            topics: this.topics,
            retry: options.retry,
            seek: (at)=>this.membership.seek(at)
        });
        this.settling = new _settling.Settling(this.offsets.progress);
        this.commits = new _commits.Commits(this.group, (at)=>this.membership.commit(at), options.commitEveryMs);
        const heeded = flow.heeds?.map(({ name })=>name);
        this.following = feed === undefined ? null : new _following.Following(this.group, feed, heeded, this.holds);
    }
    /** Joins the group in the background, for as long as it takes: a broker that is away must not keep a service from starting. */ start() {
        this.commits.start();
        this.unwatchLag = (0, _metrics.watchLag)(this);
        this.timers = [
            setInterval(()=>this.follow(), this.options.checkEveryMs),
            setInterval(()=>void this.measure(), this.options.lagEveryMs)
        ];
        this.parts.feed?.onLook(()=>this.follow());
        this.membership.start();
    }
    /** Finishes the slices that run, commits what is settled and leaves, all within the deadline. */ async stop(deadlineMs) {
        const endMs = performance.now() + deadlineMs;
        this.isStopping = true;
        for (const timer of this.timers)clearInterval(timer);
        this.retries.stop();
        this.holds.hold('stopping', this.holds.of());
        this.follow();
        const slices = [
            ...this.lanes.values()
        ].map((lane)=>lane.gather.idle());
        if (!await (0, _deadline.within)(Promise.all(slices), endMs - performance.now())) this.logger.warn({
            event: 'slices-abandoned',
            group: this.group
        });
        await (0, _deadline.within)(this.commits.stop(), endMs - performance.now());
        await (0, _deadline.within)(this.membership.stop(), endMs - performance.now());
        this.unwatchLag();
    }
    isReady() {
        return !this.isStopping && this.waitsFor().length === 0;
    }
    isAlive() {
        return this.membership.isAlive();
    }
    /** What it waits for before it does all of its work, one sentence each. */ waitsFor() {
        const { words } = this.membership;
        if (words !== null) return [
            words
        ];
        const held = [
            ...this.lanes.values()
        ].flatMap((lane)=>lane.words ?? []);
        const offsets = this.holds.has('starting') ? [
            `${this.group} ${this.offsets.unknown ?? READS_OFFSETS}`
        ] : [];
        return [
            ...offsets,
            ...this.following?.waitsFor() ?? [],
            ...held
        ];
    }
    /** What is not as it should be although it does its work: those partitions wait, the others go on. */ notes() {
        const { failure } = this.commits;
        const commits = failure === null ? [] : [
            `${this.group} cannot commit: it ${failure}`
        ];
        return [
            ...commits,
            ...this.offsets.leaderless.map((at)=>`${this.group}: ${(0, _log.keyOf)(at)} has no leader`)
        ];
    }
    lag(nowMs) {
        this.showHolds();
        return this.offsets.progress.lag(nowMs);
    }
    /** How often this flow settled something. */ get settles() {
        return this.settling.count;
    }
    /** Waits until what its partitions hold now is settled; not for longer than `withinMs`, and not if the log cannot be asked. */ async catchUp(withinMs) {
        try {
            const { known } = await this.parts.log.ranges(this.topics);
            await this.settling.upTo(known, withinMs);
        } catch (error) {
            this.logger.debug({
                event: 'ends-unknown',
                group: this.group,
                error: error.message
            });
        }
    }
    assigned(partitions) {
        this.generation++;
        this.following?.assigned(performance.now());
        this.commits.forget();
        this.offsets.progress.forget();
        this.retries.forget();
        this.holds.assign(partitions, this.following === null ? [
            'starting'
        ] : [
            'starting',
            'catching-up'
        ]);
        if (this.isStopping) this.holds.hold('stopping', partitions);
        this.follow();
        const { generation } = this;
        const isCurrent = ()=>generation === this.generation && !this.isStopping;
        void this.offsets.begin(partitions, isCurrent, ()=>this.holds.release('starting', partitions));
    }
    losing() {
        void this.commits.flush();
    }
    async take(fetched) {
        const lane = this.lanes.get(fetched.topic);
        const { generation } = this;
        await this.following?.letFactsPass();
        if (generation !== this.generation) return fetched.askedOffset;
        if (this.following?.isFed() === false) this.follow(); // not only by the timer: nothing is decided in between
        if (lane === undefined || this.holds.isHeld(fetched)) return fetched.askedOffset; // held since it was fetched
        this.offsets.arrived(fetched);
        if (fetched.records.length === 0) return this.settle(fetched, 0);
        const gathered = lane.gather.add(fetched.records);
        this.parts.watchedBy?.handles(fetched.topic, gathered);
        const { settled, held } = await gathered;
        if (generation !== this.generation) return fetched.askedOffset;
        const next = this.settle(fetched, settled);
        if (held !== undefined) this.retries.later(lane, held);
        else if (settled > 0) lane.free();
        return next;
    }
    stumbled(topic, error) {
        const lane = this.lanes.get(topic);
        this.logger.error({
            event: 'stumbled',
            group: this.group,
            topic,
            error: error.message
        });
        if (lane !== undefined) this.retries.later(lane, error);
    }
    /** Notes how far the partition is settled; answers where to read on. */ settle(fetched, settled) {
        const { topic, partition, records } = fetched;
        const last = records[settled - 1];
        const isAll = settled === records.length;
        const offset = isAll ? fetched.nextOffset : last === undefined ? fetched.askedOffset : BigInt(last.offset) + 1n;
        if (offset === fetched.askedOffset) return offset;
        this.offsets.progress.settled({
            topic,
            partition,
            offset
        }, records[settled]?.timestampMs ?? null);
        this.settling.moved();
        this.commits.note({
            topic,
            partition,
            offset
        });
        if (this.parts.watchedBy?.isAwaited === true) void this.commits.flush();
        return offset;
    }
    follow() {
        this.following?.look(this.isStopping);
    }
    async measure() {
        const { generation } = this;
        const isKnown = await this.offsets.measure(()=>generation === this.generation);
        if (isKnown && this.parts.watchedBy?.isAwaited === true) this.commitAgain();
    }
    /** Somebody waits for commits that were made long ago: they may be lost, or another member's late commit went back. */ commitAgain() {
        for (const position of this.offsets.progress.positions())this.commits.note(position);
        void this.commits.flush();
    }
    showHolds() {
        for (const cause of [
            'starting',
            'catching-up',
            'retrying'
        ])_metrics.flowHeld.set({
            group: this.group,
            cause
        }, this.holds.has(cause) ? 1 : 0);
    }
};
