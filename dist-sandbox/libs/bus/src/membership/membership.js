// The flow's place in its group: joins for as long as it takes, comes back after a crash with a new consumer, and says what it waits for.
// What to do with records is the flow's decision.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "Membership", {
    enumerable: true,
    get: function() {
        return Membership;
    }
});
const _promises = require("node:timers/promises");
const _common = require("@nestjs/common");
const _backoff = require("../backoff");
const _deadline = require("../deadline");
const _supervision = require("./supervision");
const _trouble = require("./trouble");
/** A consumer that crashed is let go of after this long, ended or not. */ const LET_GO_MS = 5_000;
/** A member that lived for so long begins its next waiting with the shortest pause. */ const LIVED_MS = 60_000;
let Membership = class Membership {
    parts;
    logger = new _common.Logger('Membership');
    supervision = new _supervision.Supervision();
    consumer;
    waits = 'joins its group';
    sinceMs = performance.now();
    failures = 0;
    isStopping = false;
    isDead = false;
    constructor(parts){
        this.parts = parts;
        this.consumer = this.aConsumer();
    }
    /** In the background: a broker that is away must not keep a service from starting. */ start() {
        void this.join(this.consumer);
    }
    async stop() {
        this.isStopping = true;
        await this.consumer.stop();
    }
    /** It reads. */ get isMember() {
        return this.waits === null && !this.isDead;
    }
    /** Not whether the broker is up: whether the loop that reads from it lives. */ isAlive() {
        return !this.isDead && performance.now() - this.consumer.lastSignMs() < this.parts.options.silentAfterMs;
    }
    /** What it waits for; null: nothing. */ get words() {
        if (this.isDead) return `${this.parts.group} is dead: the process ends`;
        if (this.waits === null) return null;
        const seconds = Math.round((performance.now() - this.sinceMs) / 1000);
        return `${this.parts.group} ${this.waits}, since ${seconds} s`;
    }
    pause(partitions) {
        this.consumer.pause(partitions);
    }
    resume(partitions) {
        this.consumer.resume(partitions);
    }
    seek(position) {
        this.consumer.seek(position);
    }
    commit(positions) {
        return this.consumer.commit(positions);
    }
    /** What a consumer that was let go of still says is not heard. */ aConsumer() {
        const { log, group, topics, listener } = this.parts;
        const isMine = ()=>this.consumer === consumer;
        const consumer = log.consumer(group, topics, {
            assigned: (partitions)=>{
                if (!isMine()) return;
                this.joined();
                listener.assigned(partitions);
            },
            losing: ()=>isMine() && listener.losing(),
            take: (fetched)=>isMine() ? listener.take(fetched) : Promise.resolve(fetched.askedOffset),
            stumbled: (topic, error)=>isMine() && listener.stumbled(topic, error),
            crashed: (error, restarts)=>isMine() && this.crashed(error, restarts)
        });
        return consumer;
    }
    joined() {
        if (this.waits !== null) this.logger.log({
            event: 'group-joined',
            group: this.parts.group
        });
        this.waits = null;
        this.sinceMs = performance.now();
    }
    async join(consumer) {
        while(!this.isStopping && this.consumer === consumer)try {
            return await consumer.start();
        } catch (error) {
            this.tell((0, _trouble.troubleOf)(error), error);
            await this.pauseBefore();
        }
    }
    crashed(error, restarts) {
        if (this.isStopping) return;
        const trouble = (0, _trouble.troubleOf)(error);
        if (!trouble.passes) this.logger.error({
            event: 'consumer-crashed',
            group: this.parts.group,
            restarts,
            error: error.message
        });
        this.isDead = this.supervision.crashed(trouble, performance.now());
        this.tell(trouble, error);
        if (!this.isDead) return void (restarts || this.replace());
        this.logger.fatal({
            event: 'consumer-dead',
            group: this.parts.group
        });
        this.parts.exit(1);
    }
    /** The client will not come back by itself, and its inside may be broken: another one takes its place. */ async replace() {
        const old = this.consumer;
        this.consumer = this.aConsumer();
        await (0, _deadline.within)(old.stop(), LET_GO_MS);
        await this.pauseBefore();
        await this.join(this.consumer);
    }
    async pauseBefore() {
        await (0, _promises.setTimeout)((0, _backoff.backoffMs)(this.parts.options.retry, this.failures++, Math.random()));
    }
    /** Once for each thing it waits for. */ tell({ words }, error) {
        if (this.waits === null && performance.now() - this.sinceMs > LIVED_MS) this.failures = 0;
        if (this.waits === null) this.sinceMs = performance.now();
        const isNew = this.waits === null || kindOf(this.waits) !== kindOf(words);
        this.waits = words;
        if (!isNew) return;
        this.logger.warn({
            event: 'group-waits',
            group: this.parts.group,
            topics: this.parts.topics,
            words,
            error: named(error)
        });
    }
};
/** The server's own words, behind it, change from try to try. */ const kindOf = (words)=>words.split(' (', 1)[0] ?? words;
const named = (error)=>error instanceof Error ? error.name : String(error);
