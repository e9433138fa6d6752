// A kafkajs consumer as a member of a group: turns its batches and events into the words of the log. Nothing thrown reaches kafkajs, no
// commit stands in the path, heartbeats go on while a slice runs. What to do with records is the flow's decision.
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
    get CONSUMER_SETTINGS () {
        return CONSUMER_SETTINGS;
    },
    get KafkaConsumer () {
        return KafkaConsumer;
    }
});
const _common = require("@nestjs/common");
const _client = require("./client");
const _fetchresponse = require("./fetch/fetch-response");
const CONSUMER_SETTINGS = {
    sessionTimeout: 10_000,
    rebalanceTimeout: 10_000,
    heartbeatInterval: 1_000,
    maxWaitTimeInMs: 100,
    maxBytesPerPartition: 512 * 1024,
    maxBytes: 8 * 1024 * 1024
};
/** kafkajs' workers, one partition each: as many as a pod may own, so that all partitions of a fetch meet in the gather. */ const WORKERS = 64;
const RETRY = {
    initialRetryTime: 100,
    maxRetryTime: 500,
    factor: 0.2,
    multiplier: 2,
    retries: 5
};
let KafkaConsumer = class KafkaConsumer {
    group;
    topics;
    listener;
    settings;
    logger = new _common.Logger('KafkaConsumer');
    consumer;
    lastSign = performance.now();
    /** kafkajs can pause from the first assignment on, until it stops or crashes; then a new assignment begins with its own pauses. */ isRunning = false;
    isStopped = false;
    constructor(options, group, topics, listener, settings){
        this.group = group;
        this.topics = topics;
        this.listener = listener;
        this.settings = settings;
        this.consumer = (0, _client.kafkaClient)(options).consumer({
            groupId: group,
            allowAutoTopicCreation: false,
            retry: {
                ...RETRY,
                restartOnFailure: ()=>Promise.resolve(!this.isStopped)
            },
            ...settings
        });
        this.listen();
    }
    async start() {
        this.lastSign = performance.now();
        await this.consumer.connect();
        for (const topic of this.topics)await this.subscribe(topic);
        if (this.isStopped) return this.consumer.disconnect(); // stopped while it connected
        await this.consumer.run({
            autoCommit: false,
            eachBatchAutoResolve: false,
            partitionsConsumedConcurrently: WORKERS,
            eachBatch: (payload)=>this.each(payload)
        });
        // A stop while it joined found no runner to stop, and kafkajs would go on fetching for nobody.
        if (this.isStopped) await this.consumer.disconnect();
    }
    /** One by one, so that the one that is missing has a name. */ async subscribe(topic) {
        try {
            await this.consumer.subscribe({
                topics: [
                    topic
                ],
                fromBeginning: true
            });
        } catch (error) {
            const { message } = error;
            throw Object.assign(error, {
                message: `${topic}: ${message}`
            });
        }
    }
    pause(partitions) {
        if (this.isRunning) this.consumer.pause(byTopic(partitions));
    }
    resume(partitions) {
        if (this.isRunning) this.consumer.resume(byTopic(partitions));
    }
    seek({ topic, partition, offset }) {
        if (this.isRunning) this.consumer.seek({
            topic,
            partition,
            offset: String(offset)
        });
    }
    async commit(positions) {
        await this.consumer.commitOffsets(positions.map(({ topic, partition, offset })=>({
                topic,
                partition,
                offset: String(offset)
            })));
    }
    lastSignMs() {
        return this.lastSign;
    }
    async stop() {
        this.isStopped = true;
        this.isRunning = false;
        await this.consumer.disconnect();
    }
    listen() {
        const { events } = this.consumer;
        const sign = ()=>void (this.lastSign = performance.now());
        for (const event of [
            events.FETCH,
            events.HEARTBEAT,
            events.CONNECT,
            events.REQUEST_TIMEOUT,
            events.CRASH
        ])this.consumer.on(event, sign);
        this.consumer.on(events.GROUP_JOIN, ({ payload })=>{
            this.isRunning = true;
            this.listener.assigned(partitionsOf(payload.memberAssignment));
        });
        this.consumer.on(events.STOP, ()=>{
            this.isRunning = false;
        });
        this.consumer.on(events.REBALANCING, ()=>this.listener.losing());
        this.consumer.on(events.CRASH, ({ payload })=>this.listener.crashed(payload.error, payload.restart));
    }
    async each(payload) {
        if (!payload.isRunning() || payload.isStale()) return;
        const beat = setInterval(()=>this.beat(payload), this.settings.heartbeatInterval);
        try {
            const fetched = fetchedOf(payload.batch);
            const next = await this.listener.take(fetched);
            if (next > fetched.askedOffset) payload.resolveOffset(String(next - 1n));
        } catch (error) {
            this.listener.stumbled(payload.batch.topic, error);
        } finally{
            clearInterval(beat);
        }
    }
    /** A failed heartbeat is kafkajs' to act on: its fetch loop meets the same error. */ beat(payload) {
        payload.heartbeat().catch((error)=>{
            this.logger.debug({
                event: 'heartbeat-failed',
                group: this.group,
                error: error.message
            });
        });
    }
};
const partitionsOf = (assignment)=>Object.entries(assignment).flatMap(([topic, numbers])=>numbers.map((partition)=>({
                topic,
                partition
            })));
function byTopic(partitions) {
    const topics = new Map();
    for (const { topic, partition } of partitions)topics.set(topic, [
        ...topics.get(topic) ?? [],
        partition
    ]);
    return [
        ...topics
    ].map(([topic, numbers])=>({
            topic,
            partitions: numbers
        }));
}
/** All our consumers run with the cure that decodes fetches, so the batch says where it began and where it ended. */ function fetchedOf(batch) {
    const { topic, partition } = batch;
    const { fetchedOffset, rawMessages } = batch;
    const askedOffset = BigInt(fetchedOffset);
    return {
        topic,
        partition,
        records: batch.messages.map((message)=>recordOf(topic, partition, message)),
        askedOffset,
        nextOffset: BigInt(batch.lastOffset()) + 1n,
        startOffset: (0, _fetchresponse.spanOf)(rawMessages)?.startOffset ?? askedOffset,
        endOffset: BigInt(batch.highWatermark)
    };
}
function recordOf(topic, partition, message) {
    const { offset, key, value, headers, timestamp, batchOffset, notDecodable } = message;
    const record = {
        topic,
        partition,
        offset,
        key,
        value,
        headers,
        timestampMs: Number(timestamp)
    };
    if (batchOffset !== undefined) record.batchOffset = batchOffset;
    if (notDecodable !== undefined) record.notDecodable = notDecodable;
    return record;
}
