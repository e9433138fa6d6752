// Reads a log backwards, page by page, without a consumer group: for people who look for something that happened lately. It commits nothing,
// disturbs no group, and needs no right but to read.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "LookBack", {
    enumerable: true,
    get: function() {
        return LookBack;
    }
});
const _log = require("../log");
const _client = require("./client");
const _ends = require("./ends");
const _fetchresponse = require("./fetch/fetch-response");
const _leaders = require("./leaders");
/** What aborted transactions held was never said. */ const READ_COMMITTED = 1;
const MAX_WAIT_MS = 100;
const PARTITION_BYTES = 1_048_576;
const FETCH_BYTES = 16_777_216;
let LookBack = class LookBack {
    options;
    cluster;
    leaders;
    left = [];
    constructor(options){
        this.options = options;
        this.cluster = (0, _client.kafkaCluster)(options, _client.REQUEST_TIMEOUT_MS);
        this.leaders = new _leaders.Leaders(this.cluster);
    }
    /** The ends are those of now: what is published later is not read. Topics that do not exist have nothing to read. */ static async open(options, topics) {
        const log = new LookBack(options);
        try {
            log.left = await log.rangesOf(topics);
            await log.cluster.connect();
            for (const topic of new Set(log.left.map(({ topic })=>topic)))await log.cluster.addTargetTopic(topic);
            return log;
        } catch (error) {
            await log.close();
            throw error;
        }
    }
    /** Records that nobody has been given yet. */ get unread() {
        return this.left.reduce((sum, { start, end })=>sum + end - start, 0n);
    }
    /** Everything newer than this was read, as far as brokers stamp records in order. Infinity: some partition was not begun. */ get readBackToMs() {
        const open = this.left.filter(({ start, end })=>start < end);
        return Math.max(-Infinity, ...open.map(({ oldestMs = Infinity })=>oldestMs));
    }
    /**
   * Gives the newest unread records, at most so many a partition, in order within each. Rejects if a leader cannot be asked.
   * @param untilMs of `performance.now()`: it stops then, and what it was reading counts as unread still.
   */ async older(perPartition, untilMs, take) {
        const pages = this.left.map((range)=>pageOf(range, BigInt(perPartition)));
        for(;;){
            const open = pages.filter(({ at, end })=>at < end);
            if (open.length === 0 || performance.now() >= untilMs) break;
            await Promise.all([
                ...byLeader(open, this.leaders)
            ].map(([leader, of])=>this.fetch(leader, of, take)));
        }
        this.left = this.left.map((range, i)=>rest(range, pages[i]));
    }
    close() {
        return this.cluster.disconnect();
    }
    async rangesOf(topics) {
        const ends = new _ends.Ends(this.options);
        try {
            const found = [];
            for (const topic of topics)found.push(...await knownRanges(ends, topic));
            return found;
        } finally{
            await ends.close();
        }
    }
    async fetch(leader, pages, take) {
        const broker = await this.cluster.findBroker({
            nodeId: leader
        });
        const byKey = new Map(pages.map((page)=>[
                (0, _log.keyOf)(page),
                page
            ]));
        const request = {
            isolationLevel: READ_COMMITTED,
            maxWaitTime: MAX_WAIT_MS,
            maxBytes: FETCH_BYTES
        };
        const { responses } = await broker.fetch({
            ...request,
            topics: requestOf(pages)
        }).catch((error)=>withoutDropped(error, byKey));
        for (const { topicName, partitions } of responses){
            for (const read of partitions){
                const page = byKey.get((0, _log.keyOf)({
                    topic: topicName,
                    partition: read.partition
                }));
                if (page !== undefined) turn(page, read, take);
            }
        }
    }
};
async function knownRanges(ends, topic) {
    try {
        return [
            ...(await ends.ranges([
                topic
            ])).known
        ];
    } catch (error) {
        if (error.type === 'UNKNOWN_TOPIC_OR_PARTITION') return [];
        throw error;
    }
}
function pageOf(range, count) {
    const start = range.end - count > range.start ? range.end - count : range.start;
    return {
        ...range,
        start,
        at: start
    };
}
/** A page that was read to its end is done; the log before it is left. */ const rest = (range, page)=>page !== undefined && page.at >= page.end ? {
        ...range,
        end: page.start,
        ...page.oldestMs !== undefined && {
            oldestMs: page.oldestMs
        }
    } : range;
/** The log dropped what a page was to hold: that page ends, and the others are asked for again. */ function withoutDropped(error, pages) {
    const { topic = '', partition = -1 } = error;
    const dropped = error.type === 'OFFSET_OUT_OF_RANGE' ? pages.get((0, _log.keyOf)({
        topic,
        partition
    })) : undefined;
    if (dropped === undefined) throw error;
    dropped.at = dropped.end;
    return {
        responses: []
    };
}
function byLeader(pages, leaders) {
    const found = new Map();
    for (const page of pages){
        const leader = leaders.leaderOf(page.topic, page.partition);
        if (leader === undefined) throw new Error(`${page.topic}/${page.partition} has no leader now`);
        found.set(leader, [
            ...found.get(leader) ?? [],
            page
        ]);
    }
    return found;
}
const requestOf = (pages)=>[
        ...new Set(pages.map(({ topic })=>topic))
    ].map((topic)=>({
            topic,
            partitions: pages.filter((page)=>page.topic === topic).map(({ partition, at })=>({
                    partition,
                    fetchOffset: String(at),
                    maxBytes: PARTITION_BYTES
                }))
        }));
/** No room was left in the response: it is asked for again. Behind the last stable offset is a transaction that is open: the page ends. */ function turn(page, { messages, lastStableOffset }, take) {
    const { topic, partition } = page;
    for (const { offset, key, value, headers, timestamp, notDecodable } of messages){
        const isOurs = BigInt(offset) >= page.at && BigInt(offset) < page.end && notDecodable === undefined;
        page.oldestMs = Math.min(page.oldestMs ?? Infinity, Number(timestamp));
        if (isOurs) take({
            topic,
            partition,
            offset,
            key,
            value,
            headers,
            timestampMs: Number(timestamp)
        });
    }
    const next = (0, _fetchresponse.spanOf)(messages)?.nextOffset ?? null;
    if (next !== null && next > page.at) page.at = next;
    else if (page.at >= BigInt(lastStableOffset)) page.at = page.end;
}
