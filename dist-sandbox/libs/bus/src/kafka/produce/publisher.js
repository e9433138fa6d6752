// The Publisher on Kafka: bounds what waits, gives every call a deadline, and leaves the sending to the sender. It does not use
// kafkajs' producer, which forgets records when a broker dies (docs/kafka.md, 1.1).
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
    get KafkaPublisher () {
        return KafkaPublisher;
    },
    get MAX_RECORD_BYTES () {
        return MAX_RECORD_BYTES;
    },
    get PUBLISHER_LIMITS () {
        return PUBLISHER_LIMITS;
    }
});
const _nodecrypto = require("node:crypto");
const _promises = require("node:timers/promises");
const _bus = require("../../bus");
const _client = require("../client");
const _headers = require("../headers");
const _publishcall = require("./publish-call");
const _publisherrors = require("./publish-errors");
const _recordencoder = require("./record-encoder");
const _sendqueue = require("./send-queue");
const _sender = require("./sender");
const PUBLISHER_LIMITS = {
    deadlineMs: 30_000,
    maxQueuedRecords: 20_000,
    maxQueuedBytes: 32 * 1024 * 1024,
    maxWaitingCalls: 1_000,
    slowAfterMs: 3_000
};
/** A request stays below the 1 MB that a broker takes by default; more records make it no faster (docs/kafka.md, 1.3). */ const REQUEST_LIMITS = {
    maxRecords: 1_000,
    maxBytes: 900_000
};
const MAX_RECORD_BYTES = 2 * 1024 * 1024;
const CLOSE_DEADLINE_MS = 10_000;
const ID_LENGTH = 22;
let KafkaPublisher = class KafkaPublisher extends _bus.Publisher {
    options;
    limits;
    queue = new _sendqueue.SendQueue(REQUEST_LIMITS);
    sender;
    admitted = new Set();
    waiting = new Set();
    queuedRecords = 0;
    queuedBytes = 0;
    isClosed = false;
    asides = [];
    constructor(options){
        super(), this.options = options;
        this.limits = {
            ...PUBLISHER_LIMITS,
            ...options
        };
        this.sender = new _sender.Sender((0, _client.kafkaCluster)(options), this.queue);
    }
    async publish(records) {
        if (records.length === 0) return;
        if (this.isClosed) throw new _publisherrors.PublisherClosed();
        const timestampMs = Date.now();
        const call = new _publishcall.PublishCall(records.map((record)=>this.encode(record, timestampMs)));
        this.admitOrWait(call);
        const deadline = setTimeout(()=>this.giveUp(call), this.limits.deadlineMs);
        try {
            await call.done;
        } finally{
            clearTimeout(deadline);
            this.release(call);
        }
    }
    aside(bounds) {
        const aside = new KafkaPublisher({
            ...this.options,
            ...bounds
        });
        this.asides.push(aside);
        return aside;
    }
    /** Waits for what is under way, also aside, then lets go of the brokers. What is not acknowledged by then is rejected. */ async close(deadlineMs = CLOSE_DEADLINE_MS) {
        this.isClosed = true;
        const asides = this.asides.map((aside)=>aside.close(deadlineMs));
        const calls = [
            ...this.admitted,
            ...this.waiting
        ];
        const cancel = new AbortController();
        await Promise.race([
            Promise.allSettled(calls.map(({ done })=>done)),
            (0, _promises.setTimeout)(deadlineMs, undefined, {
                signal: cancel.signal
            }).catch(()=>undefined)
        ]);
        cancel.abort();
        for (const call of calls)call.fail(new _publisherrors.PublisherClosed());
        await Promise.all([
            this.sender.close(),
            ...asides
        ]);
    }
    /** Said long before a call is given up, for until then its slice only seems to be slow. */ notes() {
        const late = [
            ...this.admitted,
            ...this.waiting
        ].filter(({ sinceMs })=>performance.now() - sinceMs > this.limits.slowAfterMs);
        const topics = new Set(late.flatMap((call)=>call.topics));
        const why = this.sender.lastFailure?.message ?? 'no answer';
        return [
            ...topics
        ].map((topic)=>`${topic} cannot be written: ${why}`);
    }
    encode({ topic, event, traceparent }, timestampMs) {
        const given = topic.key(event);
        const key = typeof given === 'string' ? Buffer.from(given) : given;
        const value = JSON.stringify(event);
        const id = (0, _nodecrypto.hash)('sha256', `${topic.name}\0${key?.toString('latin1') ?? ''}\0${value}`, 'base64url');
        const body = (0, _recordencoder.encodeBody)(key, value, (0, _headers.toHeaders)({
            id: id.slice(0, ID_LENGTH),
            source: this.options.source,
            type: topic.name,
            timeMs: timestampMs,
            traceparent
        }));
        if (body.length > MAX_RECORD_BYTES) throw new _publisherrors.RecordTooLarge(topic.name, body.length);
        return {
            topic: topic.name,
            key,
            body,
            timestampMs
        };
    }
    /** First come, first served, so that the order of a key is the order of the calls. */ admitOrWait(call) {
        if (this.waiting.size === 0 && this.hasRoomFor(call)) this.admit(call);
        else if (this.waiting.size < this.limits.maxWaitingCalls) this.waiting.add(call);
        else throw new _publisherrors.PublishQueueFull(this.queuedRecords, this.waiting.size);
    }
    hasRoomFor(call) {
        const fits = this.queuedRecords + call.records.length <= this.limits.maxQueuedRecords && this.queuedBytes + call.sizeBytes <= this.limits.maxQueuedBytes;
        return fits || this.admitted.size === 0;
    }
    admit(call) {
        this.admitted.add(call);
        this.queuedRecords += call.records.length;
        this.queuedBytes += call.sizeBytes;
        this.queue.add(call.records, this.sender.countOf);
        this.sender.wake();
    }
    /** A call has ended, well or not: the next ones may come in. */ release(call) {
        this.waiting.delete(call);
        if (!this.admitted.delete(call)) return;
        this.queuedRecords -= call.records.length;
        this.queuedBytes -= call.sizeBytes;
        for (const next of this.waiting){
            if (!this.hasRoomFor(next)) break;
            this.waiting.delete(next);
            this.admit(next);
        }
    }
    giveUp(call) {
        this.queue.drop(call);
        call.fail(new _publisherrors.PublishTimeout(call.topics, call.openRecords, this.limits.deadlineMs, this.sender.lastFailure));
    }
};
