// What waits to be sent, in order per partition. At most one batch of a partition is out at a time: that is what keeps the order of a
// key when a batch has to be sent again. Pure: knows neither the network nor the time.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "SendQueue", {
    enumerable: true,
    get: function() {
        return SendQueue;
    }
});
const _partition = require("./partition");
/** What a record costs in a batch besides its body, at most: length, attributes and deltas. */ const PLACE_BYTES = 21;
let SendQueue = class SendQueue {
    limits;
    /** Records whose topic's number of partitions is not known yet, by topic. */ unplaced = new Map();
    partitions = new Map();
    /** Partitions with something to send and nothing out. */ ready = new Set();
    nextKeyless = 0;
    constructor(limits){
        this.limits = limits;
    }
    /** `countOf`: the partitions of a topic; undefined: not known yet. */ add(records, countOf) {
        for (const record of records){
            const count = this.unplaced.has(record.topic) ? undefined : countOf(record.topic);
            if (count === undefined) this.keepUnplaced(record);
            else this.place(record, count);
        }
    }
    /** Topics whose number of partitions somebody must find out. */ unknownTopics() {
        return [
            ...this.unplaced.keys()
        ];
    }
    /** The number of partitions of a topic is known now. */ placeTopic(topic, count) {
        const records = this.unplaced.get(topic) ?? [];
        this.unplaced.delete(topic);
        for (const record of records)this.place(record, count);
    }
    /** One request for each leader that is free. Partitions without a leader stay. */ take(leaderOf, isBusy) {
        const requests = new Map();
        for (const queue of this.ready){
            const leader = leaderOf(queue.topic, queue.partition);
            if (leader === undefined || isBusy(leader)) continue;
            const request = requests.get(leader) ?? {
                batches: [],
                records: 0,
                bytes: 0
            };
            const batch = this.takeFrom(queue, request);
            if (!batch) continue;
            request.batches.push(batch);
            requests.set(leader, request);
        }
        return new Map([
            ...requests
        ].map(([leader, { batches }])=>[
                leader,
                batches
            ]));
    }
    /** Is there anything to send that waits for nothing but a leader? */ get hasReady() {
        return this.ready.size > 0;
    }
    acknowledged(batch) {
        const queue = this.queueOf(batch.topic, batch.partition);
        queue.failures = 0;
        queue.maxRecords = Math.min(queue.maxRecords * 2, this.limits.maxRecords);
        this.free(queue);
    }
    /** The batch is sent again, in its old place. What its callers have given up is left out. */ putBack(batch) {
        const queue = this.queueOf(batch.topic, batch.partition);
        queue.failures++;
        queue.waiting = batch.records.filter(({ call })=>!call.hasEnded).concat(queue.waiting);
        this.free(queue);
    }
    /** Something in the batch is refused: it comes again in halves. */ split(batch) {
        const queue = this.queueOf(batch.topic, batch.partition);
        queue.maxRecords = Math.ceil(batch.records.length / 2);
        this.putBack(batch);
    }
    /** Forgets the records of a call that are not on their way. */ drop(call) {
        const isKept = (record)=>record.call !== call;
        for (const [topic, records] of this.unplaced){
            const kept = records.filter(isKept);
            if (kept.length > 0) this.unplaced.set(topic, kept);
            else this.unplaced.delete(topic);
        }
        for (const topic of call.topics){
            this.partitions.get(topic)?.forEach((queue)=>{
                queue.waiting = queue.waiting.filter(isKept);
                if (queue.waiting.length === 0) this.ready.delete(queue);
            });
        }
    }
    keepUnplaced(record) {
        const records = this.unplaced.get(record.topic);
        if (records) records.push(record);
        else this.unplaced.set(record.topic, [
            record
        ]);
    }
    place(record, count) {
        const partition = record.key === null ? this.nextKeyless++ % count : (0, _partition.partitionOf)(record.key, count);
        const queue = this.queueOf(record.topic, partition);
        queue.waiting.push(record);
        if (!queue.isOut) this.ready.add(queue);
    }
    queueOf(topic, partition) {
        let queues = this.partitions.get(topic);
        if (!queues) this.partitions.set(topic, queues = []);
        return queues[partition] ??= {
            topic,
            partition,
            waiting: [],
            isOut: false,
            failures: 0,
            maxRecords: this.limits.maxRecords
        };
    }
    /** As many records as the request still takes; a first record that is larger than a request goes alone. */ takeFrom(queue, request) {
        const most = Math.min(queue.maxRecords, this.limits.maxRecords - request.records, queue.waiting.length);
        let count = 0;
        for(; count < most; count++){
            const bytes = queue.waiting[count].body.length + PLACE_BYTES;
            if (request.bytes > 0 && request.bytes + bytes > this.limits.maxBytes) break;
            request.bytes += bytes;
        }
        if (count === 0) return undefined;
        request.records += count;
        queue.isOut = true;
        this.ready.delete(queue);
        const { topic, partition, failures } = queue;
        return {
            topic,
            partition,
            failures,
            records: queue.waiting.splice(0, count)
        };
    }
    free(queue) {
        queue.isOut = false;
        if (queue.waiting.length > 0) this.ready.add(queue);
    }
};
