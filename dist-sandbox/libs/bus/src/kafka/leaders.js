// Who leads which partition, and how many partitions a topic has, as the cluster's metadata says now.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "Leaders", {
    enumerable: true,
    get: function() {
        return Leaders;
    }
});
const NO_LEADER = -1;
let Leaders = class Leaders {
    cluster;
    read = null;
    topics = new Map();
    constructor(cluster){
        this.cluster = cluster;
    }
    /** Partitions of a topic; undefined: the topic is not known (yet). */ countOf(topic) {
        return this.leadersOf(topic)?.length;
    }
    /** Node id; undefined: an election is going on. */ leaderOf(topic, partition) {
        const leader = this.leadersOf(topic)?.[partition];
        return leader === NO_LEADER ? undefined : leader;
    }
    leadersOf(topic) {
        const { metadata } = this.cluster.brokerPool;
        if (metadata && metadata !== this.read) this.learn(metadata);
        return this.topics.get(topic);
    }
    learn(metadata) {
        this.read = metadata;
        this.topics = new Map(metadata.topicMetadata.map(({ topic, partitionMetadata })=>{
            const leaders = new Array(partitionMetadata.length).fill(NO_LEADER);
            for (const { partitionId, leader } of partitionMetadata)leaders[partitionId] = leader;
            return [
                topic,
                leaders
            ];
        }));
    }
};
