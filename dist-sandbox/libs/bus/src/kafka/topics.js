// Makes the platform's topics on a broker, from their contracts. A job's work, never done on first use; running it again changes nothing.
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
    get createTopics () {
        return createTopics;
    },
    get topicConfig () {
        return topicConfig;
    },
    get topicSettings () {
        return topicSettings;
    }
});
const _contracts = require("../../../contracts/src");
const _promises = require("node:timers/promises");
const _client = require("./client");
const _publisher = require("./produce/publisher");
const TIMEOUT_MS = 30_000;
const LOOK_AGAIN_MS = 100;
async function createTopics(options, topics, settings) {
    const admin = (0, _client.kafkaClient)(options).admin();
    await admin.connect();
    try {
        const existing = new Set(await admin.listTopics());
        const missing = topics.filter(({ name })=>!existing.has(name));
        if (missing.length === 0) return [];
        await admin.createTopics({
            topics: missing.map((topic)=>topicConfig(topic, settings)),
            waitForLeaders: false,
            timeout: TIMEOUT_MS
        });
        await untilLed(admin, missing.map(({ name })=>name));
        return missing.map(({ name })=>name);
    } finally{
        await admin.disconnect();
    }
}
function topicConfig(topic, settings) {
    const { replicationFactor } = settings;
    const minInSync = settings.minInSyncReplicas ?? Math.max(1, replicationFactor - 1);
    const config = topicSettings(topic, minInSync);
    return {
        topic: topic.name,
        numPartitions: settings.partitions ?? topic.partitions,
        replicationFactor,
        configEntries: Object.entries(config).map(([name, value])=>({
                name,
                value
            }))
    };
}
const topicSettings = (topic, minInSyncReplicas)=>({
        ...retentionOf(topic),
        'segment.ms': String((0, _contracts.segmentMsOf)(topic)),
        'message.timestamp.type': 'LogAppendTime',
        'min.insync.replicas': String(minInSyncReplicas),
        // Dead letters carry another topic's record in base64: a third more than it was.
        ...topic.writer === 'bus' && {
            'max.message.bytes': String(_publisher.MAX_RECORD_BYTES)
        }
    });
const retentionOf = ({ retention })=>'compacted' in retention ? {
        'cleanup.policy': 'compact'
    } : {
        'cleanup.policy': 'delete',
        'retention.ms': String(retention.deleteAfterMs)
    };
/** A topic can be used when each of its partitions has a leader. */ async function untilLed(admin, names) {
    const deadlineMs = performance.now() + TIMEOUT_MS;
    for(;;){
        const led = await areLed(admin, names);
        if (led) return;
        if (performance.now() > deadlineMs) throw new Error(`no leaders for ${names.join(', ')} within ${TIMEOUT_MS} ms`);
        await (0, _promises.setTimeout)(LOOK_AGAIN_MS);
    }
}
async function areLed(admin, names) {
    try {
        const { topics } = await admin.fetchTopicMetadata({
            topics: names
        });
        return topics.every(({ partitions })=>partitions.length > 0 && partitions.every(({ leader })=>leader >= 0));
    } catch (error) {
        // The broker that is asked has not heard of the topic yet.
        if (error.type === 'UNKNOWN_TOPIC_OR_PARTITION') return false;
        throw error;
    }
}
