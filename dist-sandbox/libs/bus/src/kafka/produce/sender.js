// Sends what waits: one request at a time to each leader, everything that gathered meanwhile in the next one. Only what a leader
// acknowledged partition by partition is settled; the rest is sent again, wherever the leader is by then (docs/kafka.md, 1.1).
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "Sender", {
    enumerable: true,
    get: function() {
        return Sender;
    }
});
const _common = require("@nestjs/common");
const _promises = require("node:timers/promises");
const _cure = require("../cures/cure");
const _internals = require("../internals");
const _leaders = require("../leaders");
const _producerequest = require("./produce-request");
const _publisherrors = require("./publish-errors");
/** A broker waits so long for its replicas; less than the time after which its connection is cut, ms. */ const REPLICAS_MS = 14_000;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 500;
/** How often a partition that waits for a leader, or for one that is busy, asks whether it has another one, ms. */ const LOOK_AGAIN_MS = 100;
const OK = 0;
/** MESSAGE_TOO_LARGE, RECORD_LIST_TOO_LARGE. */ const TOO_LARGE = new Set([
    10,
    18
]);
/** INVALID_RECORD: the record is wrong. Everything else can be cured without it and is tried until the deadline. */ const REFUSED = new Set([
    87
]);
let Sender = class Sender {
    cluster;
    queue;
    logger = new _common.Logger('Publisher');
    leaders;
    busy = new Set();
    lookingUp = new Set();
    lookAgain;
    isAwake = false;
    isClosed = false;
    stalledSinceMs;
    /** Why nothing moves, for whoever gives up waiting. */ lastFailure;
    constructor(cluster, queue){
        this.cluster = cluster;
        this.queue = queue;
        this.leaders = new _leaders.Leaders(cluster);
    }
    countOf = (topic)=>this.leaders.countOf(topic);
    /** Something can be sent. What comes in during this turn of the event loop leaves together. */ wake() {
        if (this.isAwake || this.isClosed) return;
        this.isAwake = true;
        setImmediate(()=>{
            this.isAwake = false;
            if (!this.isClosed) this.round();
        });
    }
    async close() {
        this.isClosed = true;
        clearTimeout(this.lookAgain);
        await this.disconnect();
    }
    async disconnect() {
        const { brokers, seedBroker } = this.cluster.brokerPool;
        // kafkajs would first wait for the answers of a broker that may be frozen.
        for (const broker of [
            ...Object.values(brokers),
            ...seedBroker ? [
                seedBroker
            ] : []
        ])for (const connection of broker.connectionPool.pool)(0, _cure.cut)(connection, 'The publisher is closed');
        await this.cluster.disconnect();
    }
    round() {
        for (const topic of this.queue.unknownTopics())void this.lookUp(topic);
        const requests = this.queue.take((topic, partition)=>this.leaderOf(topic, partition), (leader)=>this.busy.has(leader));
        for (const [leader, batches] of requests)void this.send(leader, batches);
        if (this.queue.hasReady) this.lookAgainIn(LOOK_AGAIN_MS);
    }
    leaderOf(topic, partition) {
        const leader = this.leaders.leaderOf(topic, partition);
        if (leader === undefined) this.lastFailure = new Error(`${topic}/${partition} has no leader`);
        return leader;
    }
    async send(leader, batches) {
        this.busy.add(leader);
        try {
            const response = await this.exchange(leader, batches);
            this.settle(batches, response);
        } catch (error) {
            this.fail(batches, error);
        } finally{
            this.busy.delete(leader);
            this.wake();
        }
    }
    async exchange(leader, batches) {
        const broker = await this.cluster.findBroker({
            nodeId: leader
        });
        return broker.connectionPool.send((0, _producerequest.produceRequest)(batches, REPLICAS_MS));
    }
    /** Partition by partition; one that the response does not name is not acknowledged. */ settle(batches, { results }) {
        const codes = new Map(results.map(({ topic, partition, errorCode })=>[
                `${topic}/${partition}`,
                errorCode
            ]));
        const again = [];
        let failure = new Error('the response leaves a partition out');
        for (const batch of batches){
            const code = codes.get(`${batch.topic}/${batch.partition}`);
            if (code === OK) this.acknowledge(batch);
            else if (code !== undefined && (TOO_LARGE.has(code) || REFUSED.has(code))) this.refuse(batch, code);
            else {
                again.push(batch);
                if (code !== undefined) failure = (0, _internals.internals)().errorOfCode(code);
            }
        }
        if (again.length > 0) this.fail(again, failure);
    }
    acknowledge(batch) {
        for (const { call } of batch.records)call.acknowledge();
        this.queue.acknowledged(batch);
        if (this.stalledSinceMs === undefined) return;
        this.logger.log({
            event: 'publish-resumed',
            afterMs: Math.round(performance.now() - this.stalledSinceMs)
        });
        this.stalledSinceMs = undefined;
    }
    /** Only the record that is wrong fails its call; its neighbours go again. */ refuse(batch, code) {
        const [first] = batch.records;
        if (batch.records.length > 1 || !first) return this.queue.split(batch);
        first.call.fail(TOO_LARGE.has(code) ? new _publisherrors.RecordTooLarge(batch.topic, first.body.length) : new _publisherrors.RecordRefused(batch.topic, (0, _internals.internals)().errorOfCode(code)));
        this.queue.acknowledged(batch);
    }
    /** Metadata first, then again. The partitions stay out until then, so that nothing overtakes. */ fail(batches, error) {
        this.lastFailure = error;
        this.tellStall(batches, error);
        this.refreshMetadata();
        for (const batch of batches)void this.retry(batch);
    }
    async retry(batch) {
        await (0, _promises.setTimeout)(Math.min(FIRST_PAUSE_MS * 2 ** batch.failures, LONGEST_PAUSE_MS));
        // Its time is that of the sending: a clock that was wrong a moment ago (INVALID_TIMESTAMP) is not the record's fault.
        for (const record of batch.records)record.timestampMs = Date.now();
        this.queue.putBack(batch);
        this.wake();
    }
    async lookUp(topic) {
        if (this.lookingUp.has(topic)) return;
        this.lookingUp.add(topic);
        try {
            await this.cluster.connect();
            await this.cluster.addTargetTopic(topic);
            const count = this.leaders.countOf(topic);
            if (count !== undefined) this.queue.placeTopic(topic, count);
            this.wake();
        } catch (error) {
            this.lastFailure = error;
            this.lookAgainIn(LONGEST_PAUSE_MS);
        } finally{
            this.lookingUp.delete(topic);
            // It may have connected again behind the back of close().
            if (this.isClosed) await this.disconnect();
        }
    }
    lookAgainIn(delayMs) {
        this.lookAgain ??= setTimeout(()=>{
            this.lookAgain = undefined;
            this.wake();
        }, delayMs);
    }
    refreshMetadata() {
        if (this.isClosed) return;
        this.cluster.refreshMetadata().catch((error)=>this.lastFailure = error).finally(()=>this.isClosed && void this.disconnect());
    }
    tellStall(batches, error) {
        if (this.stalledSinceMs !== undefined) return;
        this.stalledSinceMs = performance.now();
        const partitions = batches.map(({ topic, partition })=>`${topic}/${partition}`);
        this.logger.warn({
            event: 'publish-stalled',
            partitions,
            error: error.message
        });
    }
};
