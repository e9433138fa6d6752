// Brings the events of a slice through their handler: all at once; in halves, from the left, to find the one that is to blame or to make
// pieces that are small enough; and not at all while the handler fails on everything. It leaves burying and holding to the guard.
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
    get HandlerBroken () {
        return HandlerBroken;
    },
    get Handling () {
        return Handling;
    },
    get named () {
        return named;
    }
});
const _promises = require("node:timers/promises");
const _common = require("@nestjs/common");
const _about = require("./about");
const _breaker = require("./breaker");
const _retriable = require("./retriable");
/** A bug may hit one event three times; then it is a dead letter. */ const TRIES = 3;
const TRY_AGAIN_MS = 20;
/** A slice that is being split gives up its rest after this long, so that its partitions are not taken for dead. */ const SPLIT_LIMIT_MS = 3_000;
/** So many events are asked whether a handler that failed on everything is well again. Others each time, so that a good one is found. */ const WITNESSES = 8;
/** SQLSTATEs of values that no statement takes: such an event is to blame, however many there are. */ const FAULT_OF_VALUE = /^(22|54)[0-9A-Z]{3}$/;
let HandlerBroken = class HandlerBroken extends Error {
    code = 'handler-broken';
    retriable = true;
    constructor(how){
        super(`the handler fails on every event: ${how}`);
        this.name = 'HandlerBroken';
    }
};
let Handling = class Handling {
    topic;
    handler;
    now;
    logger = new _common.Logger('Guard');
    breaker = new _breaker.Breaker();
    /** Most events of one call: halved when that was too much at once, doubled when calls are quick again. */ mostEvents = Infinity;
    constructor(topic, handler, now = ()=>performance.now()){
        this.topic = topic;
        this.handler = handler;
        this.now = now;
    }
    get isBroken() {
        return this.breaker.brokenBy !== null;
    }
    async handle(good) {
        if (this.isBroken && !await this.isWellAgain(good)) return {
            done: 0,
            rejections: [],
            held: this.complaint()
        };
        const startMs = this.now();
        const run = new Run(good.length, this.mostEvents);
        for(let range = run.next(); range !== undefined; range = run.next()){
            const [from, to] = range;
            const result = await this.attempt(good.slice(from, to));
            const isLate = this.now() - startMs > SPLIT_LIMIT_MS;
            if (result.ok) {
                this.breaker.succeeded(to - from);
                run.passed(to, result.rejections);
            } else if (to - from > 1 && ((0, _retriable.isTooLarge)(result.error) || !(0, _retriable.isRetriable)(result.error))) {
                run.split(from, to);
                if (!(0, _retriable.isTooLarge)(result.error)) continue;
                this.mostEvents = Math.ceil((to - from) / 2);
                if (isLate) return run.held(result.error);
            } else if ((0, _retriable.isRetriable)(result.error)) return run.held(result.error);
            else {
                run.failed(to, this.failed(good[from], result.error));
                if (this.isBroken && !await this.isWellAgain(good.slice(to))) return run.undone(this.complaint());
            }
            if (isLate) return run.handled;
        }
        if (this.now() - startMs < SPLIT_LIMIT_MS) this.mostEvents *= 2;
        return run.handled;
    }
    /** A single event gets its three tries; several that fail are the caller's to split. */ async attempt(batch) {
        for(let tries = 1;; tries++){
            const result = await this.call(batch);
            if (result.ok || batch.length > 1 || (0, _retriable.isRetriable)(result.error) || tries === TRIES) return result;
            await (0, _promises.setTimeout)(TRY_AGAIN_MS);
        }
    }
    async call(batch) {
        try {
            return {
                ok: true,
                rejections: await this.handler(batch) ?? []
            };
        } catch (error) {
            return {
                ok: false,
                error
            };
        }
    }
    failed(delivered, error) {
        const { topic, partition, offset } = delivered.record;
        const { name, code, stack } = asError(error);
        const about = {
            ...(0, _about.aboutDelivered)(delivered),
            topic,
            partition,
            offset
        };
        this.logger.error({
            event: 'handler-failed',
            ...about,
            name,
            code,
            at: framesOf(stack)
        });
        const wasBroken = this.isBroken;
        if (!FAULT_OF_VALUE.test(String(code))) this.breaker.failed(code === undefined ? name : `${name} ${String(code)}`, this.keyOf(delivered));
        if (this.isBroken && !wasBroken) this.logger.error({
            event: 'handler-broken',
            topic,
            how: this.breaker.brokenBy
        });
        return {
            delivered,
            reason: 'handler-failed',
            detail: named(error)
        };
    }
    /** Asks a few events, each alone. One that passes is enough; it comes again with the others, which is harmless. */ async isWellAgain(events) {
        for (const witness of witnessesOf(events)){
            if (!(await this.call([
                witness
            ])).ok) continue;
            this.breaker.succeeded(1);
            this.logger.log({
                event: 'handler-well',
                topic: this.topic.name
            });
            return true;
        }
        return false;
    }
    complaint() {
        return new HandlerBroken(this.breaker.brokenBy ?? '');
    }
    keyOf({ event, record }) {
        return String(this.topic.key(event) ?? `${record.partition}/${record.offset}`).slice(0, 200);
    }
};
/** What is still to be tried of a slice, as ranges, and what came of the rest. */ let Run = class Run {
    handled = {
        done: 0,
        rejections: []
    };
    open = [];
    /** Where the failures in a row began that reach up to here, and how many rejections there were before them. */ rowFrom = null;
    constructor(events, mostEvents){
        const step = Math.min(mostEvents, Math.max(events, 1));
        for(let to = events; to > 0; to = Math.floor((to - 1) / step) * step)this.open.push([
            Math.floor((to - 1) / step) * step,
            to
        ]);
    }
    next() {
        return this.open.pop();
    }
    split(from, to) {
        const middle = from + to >> 1;
        this.open.push([
            middle,
            to
        ], [
            from,
            middle
        ]);
    }
    passed(to, rejections) {
        this.handled.rejections.push(...rejections);
        this.handled.done = to;
        this.rowFrom = null;
    }
    failed(to, rejection) {
        this.rowFrom ??= {
            done: this.handled.done,
            rejections: this.handled.rejections.length
        };
        this.handled.rejections.push(rejection);
        this.handled.done = to;
    }
    held(error) {
        return {
            ...this.handled,
            held: error
        };
    }
    /** The failures in a row were not the events' fault: they come again. */ undone(error) {
        const { done, rejections } = this.rowFrom ?? {
            done: 0,
            rejections: 0
        };
        return {
            done,
            rejections: this.handled.rejections.slice(0, rejections),
            held: error
        };
    }
};
/** The first, the last, and some in between. */ function witnessesOf(events) {
    const places = [
        0,
        events.length - 1
    ];
    while(places.length < WITNESSES)places.push(Math.floor(Math.random() * events.length));
    return new Set(places.flatMap((place)=>events[place] ?? []));
}
const asError = (error)=>error instanceof Error ? error : new Error(String(error));
const named = (error)=>`${asError(error).name}: ${asError(error).message}`;
/** Where it happened, without the message: that may quote the event. */ const framesOf = (stack)=>(stack ?? '').split('\n').map((line)=>line.trim()).filter((line)=>line.startsWith('at ')).slice(0, 5);
