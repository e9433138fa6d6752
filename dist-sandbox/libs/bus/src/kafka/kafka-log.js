// Kafka as a log: consumers of groups, what partitions hold, and what the admin API says about groups.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "KafkaLog", {
    enumerable: true,
    get: function() {
        return KafkaLog;
    }
});
const _log = require("../log");
const _client = require("./client");
const _consumer = require("./consumer");
const _ends = require("./ends");
let KafkaLog = class KafkaLog extends _log.Log {
    options;
    settings;
    admin;
    ends;
    connecting = null;
    constructor(options, settings = _consumer.CONSUMER_SETTINGS){
        super(), this.options = options, this.settings = settings;
        this.admin = (0, _client.kafkaClient)(options).admin();
        this.ends = new _ends.Ends(options);
    }
    /** Each consumer has a client of its own: kafkajs shares the offsets of a group within a client. */ consumer(group, topics, listener) {
        return new _consumer.KafkaConsumer(this.options, group, topics, listener, this.settings);
    }
    ranges(topics) {
        return this.ends.ranges(topics);
    }
    async committed(group, topics) {
        await this.connect();
        const byTopic = await this.admin.fetchOffsets({
            groupId: group,
            topics: [
                ...topics
            ]
        });
        return byTopic.flatMap(({ topic, partitions })=>partitions.map(({ partition, offset })=>({
                    topic,
                    partition,
                    offset: BigInt(offset)
                }))).filter(({ offset })=>offset >= 0n); // Kafka's −1: no commit
    }
    async close() {
        await this.ends.close();
        if (this.connecting !== null) await this.admin.disconnect();
    }
    connect() {
        this.connecting ??= this.admin.connect().catch((error)=>{
            this.connecting = null;
            throw error;
        });
        return this.connecting;
    }
};
