// All flows of a service: which topics each of them reads, which of them follow which, and their common start and stop.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "Flows", {
    enumerable: true,
    get: function() {
        return Flows;
    }
});
const _feedwatch = require("../catch-up/feed-watch");
const _flowrunner = require("./flow-runner");
/** A feed that is further behind is no matter of a moment: freshness has a say then. */ const CATCH_UP_WITHIN_MS = 500;
let Flows = class Flows {
    log;
    publisher;
    options;
    runners = [];
    watches = new Map();
    plans = new Map();
    constructor(log, publisher, options){
        this.log = log;
        this.publisher = publisher;
        this.options = options;
    }
    start(handlers) {
        for (const handler of handlers)this.plan(handler);
        for (const { flow } of this.plans.values())if (flow.after !== undefined) this.watch(flow.after);
        this.runners = [
            ...this.plans.values()
        ].map((plan)=>this.runner(plan));
        for (const watch of this.watches.values())watch.start();
        for (const runner of this.runners)runner.start();
    }
    /** Followers first: they must not decide on a feed that is no longer read. */ async stop() {
        await Promise.all(this.runners.map((runner)=>runner.stop(this.options.stopWithinMs)));
        for (const watch of this.watches.values())watch.stop();
    }
    isAlive() {
        return this.runners.every((runner)=>runner.isAlive());
    }
    isReady() {
        return this.runners.every((runner)=>runner.isReady());
    }
    /** What the flows wait for before they do all of their work. */ waitsFor() {
        return [
            ...new Set(this.runners.flatMap((runner)=>runner.waitsFor()))
        ];
    }
    /** What is not as it should be although they work. */ notes() {
        return this.runners.flatMap((runner)=>runner.notes());
    }
    /** Was the flow's input read up to a moment ago? For those who act without an event, such as a timer. */ isFresh(flow) {
        const watch = this.plans.has(flow.group) ? this.watch(flow) : undefined;
        watch?.start();
        return watch?.isFresh() ?? false;
    }
    /** How often this process settled something of the flow. */ settles({ group }) {
        return this.runnerOf(group)?.settles ?? 0;
    }
    /** Waits until this process has settled what its partitions of the flow's topics hold now; for a moment at most. */ async catchUp({ group }) {
        await this.runnerOf(group)?.catchUp(CATCH_UP_WITHIN_MS);
    }
    runnerOf(group) {
        return this.runners.find((runner)=>runner.group === group);
    }
    plan({ topic, flow, handle, mentioning }) {
        const plan = this.plans.get(flow.group) ?? {
            flow,
            subscriptions: []
        };
        this.plans.set(flow.group, plan);
        if (plan.flow !== flow) throw new Error(`two flows share the group ${flow.group}`);
        if (plan.subscriptions.some((other)=>other.topic.name === topic.name)) throw new Error(`${topic.name} has two handlers in ${flow.group}`);
        plan.subscriptions.push({
            topic,
            handle,
            mentioning
        });
    }
    watch({ group }) {
        const plan = this.plans.get(group);
        if (plan === undefined) throw new Error(`a flow follows ${group}, which no handler of this service reads`);
        const topics = plan.subscriptions.map(({ topic })=>topic.name);
        const watch = this.watches.get(group) ?? new _feedwatch.FeedWatch(this.log, group, topics, this.options.feed);
        this.watches.set(group, watch);
        return watch;
    }
    runner({ flow, subscriptions }) {
        const { log, publisher } = this;
        const { exit, flow: options } = this.options;
        const feed = flow.after === undefined ? undefined : this.watches.get(flow.after.group);
        const watchedBy = this.watches.get(flow.group);
        return new _flowrunner.FlowRunner({
            flow,
            subscriptions,
            log,
            publisher,
            feed,
            watchedBy,
            exit,
            options
        });
    }
};
