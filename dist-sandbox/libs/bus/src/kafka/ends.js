// What partitions hold now: their starts and their ends, transactions that are still open included. kafkajs' admin asks topic by topic, and
// for nothing at all while one partition has no leader.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "Ends", {
    enumerable: true,
    get: function() {
        return Ends;
    }
});
const _log = require("../log");
const _client = require("./client");
const _leaders = require("./leaders");
let Ends = class Ends {
    cluster;
    leaders;
    isClosed = false;
    constructor(options){
        this.cluster = (0, _client.kafkaCluster)(options, _client.REQUEST_TIMEOUT_MS);
        this.leaders = new _leaders.Leaders(this.cluster);
    }
    /** One request to each leader for the starts, one for the ends. Rejects if a topic is missing or a leader cannot be asked now. */ async ranges(topics) {
        await this.connect();
        for (const topic of topics)await this.cluster.addTargetTopic(topic);
        const partitions = topics.flatMap((topic)=>this.partitionsOf(topic));
        const starts = await this.offsets(topics, true);
        const ends = await this.offsets(topics, false);
        const known = partitions.flatMap((at)=>{
            const [start, end] = [
                offsetIn(starts, at),
                offsetIn(ends, at)
            ];
            return start === undefined || end === undefined ? [] : [
                {
                    ...at,
                    start,
                    end
                }
            ];
        });
        // Also one that lost its leader between the two questions: nobody may take it for read.
        const answered = new Set(known.map(_log.keyOf));
        return {
            known,
            leaderless: partitions.filter((at)=>!answered.has((0, _log.keyOf)(at)))
        };
    }
    async close() {
        this.isClosed = true;
        await this.cluster.disconnect();
    }
    async connect() {
        if (!this.isClosed && !this.cluster.isConnected()) await this.cluster.connect();
        if (!this.isClosed) return;
        await this.cluster.disconnect(); // it may have connected behind the back of close()
        throw new Error('the log is closed');
    }
    partitionsOf(topic) {
        const count = this.leaders.countOf(topic);
        if (count === undefined) throw new Error(`the partitions of ${topic} are not known`);
        return Array.from({
            length: count
        }, (_, partition)=>({
                topic,
                partition
            }));
    }
    offsets(topics, fromBeginning) {
        return this.cluster.fetchTopicsOffset(topics.map((topic)=>({
                topic,
                partitions: this.partitionsOf(topic),
                fromBeginning
            })));
    }
};
function offsetIn(found, { topic, partition }) {
    const of = found.find((one)=>one.topic === topic)?.partitions;
    const offset = of?.find((one)=>one.partition === partition)?.offset;
    return offset === undefined ? undefined : BigInt(offset);
}
