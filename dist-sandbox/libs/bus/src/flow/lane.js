// One topic of a flow: its handler behind the guard, its gather, and whether something it needs is away.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "Lane", {
    enumerable: true,
    get: function() {
        return Lane;
    }
});
const _common = require("@nestjs/common");
const _guard = require("../guard/guard");
const _metrics = require("../metrics");
const _gather = require("./gather");
/** The words of a server; the report of the health is bounded, too. */ const MAX_WHY_LENGTH = 200;
let Lane = class Lane {
    group;
    topic;
    logger = new _common.Logger('FlowRunner');
    gather;
    /** Failed tries in a row. 0: all is well. */ failures = 0;
    /** Why it waits, and since when (monotonic). */ held = null;
    retryTimer = null;
    guard;
    constructor(subscription, group, graves, maxRecords){
        this.group = group;
        this.topic = subscription.topic.name;
        this.guard = new _guard.Guard({
            ...subscription,
            bury: async (dead)=>{
                await graves.bury(dead);
                this.count('dead', dead.length);
            }
        });
        this.gather = new _gather.Gather((slice)=>this.settle(slice), maxRecords);
    }
    /** The topic waits for this to pass. */ hold(error) {
        const { message, code } = error;
        const why = typeof message === 'string' ? message : String(error);
        if (this.held === null) this.logger.warn({
            event: 'topic-held',
            group: this.group,
            topic: this.topic,
            code,
            error: why
        });
        this.held = {
            why,
            sinceMs: this.held?.sinceMs ?? performance.now()
        };
        this.failures++;
    }
    free() {
        if (this.held !== null) this.logger.log({
            event: 'topic-resumed',
            group: this.group,
            topic: this.topic
        });
        this.held = null;
        this.failures = 0;
    }
    /** Why it waits, in words. */ get words() {
        if (this.held === null) return undefined;
        const seconds = Math.round((performance.now() - this.held.sinceMs) / 1000);
        return `topic ${this.topic} is held: ${this.held.why.slice(0, MAX_WHY_LENGTH)}, since ${seconds} s`;
    }
    async settle(slice) {
        const stop = _metrics.busBatchDuration.startTimer({
            topic: this.topic,
            group: this.group
        });
        const end = await this.guard.settle(slice);
        stop();
        _metrics.handlerBroken.set({
            topic: this.topic,
            group: this.group
        }, this.guard.isBroken ? 1 : 0);
        this.count('settled', end.settled);
        if (end.held !== undefined) this.count('held', slice.length - end.settled);
        return end;
    }
    count(result, records) {
        if (records > 0) _metrics.busRecords.inc({
            topic: this.topic,
            group: this.group,
            result
        }, records);
    }
};
