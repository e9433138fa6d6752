// One partition without a leader fails the metadata of all topics of a client (protocol/requests/metadata/v0/response.js:58-64), so
// that nobody can write to or read from the healthy ones. Here such a partition has the leader −1 and the others go on: also where offsets are
// asked for, which kafkajs would ask of the broker "−1" (cluster/index.js:fetchTopicsOffset), so that a new group reads nothing at all.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "leaderlessPartition", {
    enumerable: true,
    get: function() {
        return leaderlessPartition;
    }
});
const _internals = require("../internals");
const NO_ERROR = 0;
const NO_LEADER = -1;
/** LEADER_NOT_AVAILABLE, REPLICA_NOT_AVAILABLE, LISTENER_NOT_FOUND: they pass; the partition's leader is −1 or valid all the same. */ const PASSING = new Set([
    5,
    9,
    72
]);
/** The metadata with the passing errors of single partitions taken away. Pure. */ const tolerant = (metadata)=>({
        ...metadata,
        topicMetadata: metadata.topicMetadata.map((topic)=>({
                ...topic,
                partitionMetadata: topic.partitionMetadata.map((partition)=>({
                        ...partition,
                        partitionErrorCode: PASSING.has(partition.partitionErrorCode) ? NO_ERROR : partition.partitionErrorCode
                    }))
            }))
    });
/** Without the partitions that nobody can be asked about. Pure. */ const ledOnly = (wanted, metadata)=>wanted.map((of)=>{
        const known = metadata?.topicMetadata.find(({ topic })=>topic === of.topic)?.partitionMetadata;
        const isLed = ({ partition })=>known?.find(({ partitionId })=>partitionId === partition)?.leader !== NO_LEADER;
        return {
            ...of,
            partitions: of.partitions.filter(isLed)
        };
    }).filter(({ partitions })=>partitions.length > 0);
const leaderlessPartition = {
    name: 'leaderless-partition',
    illness: 'While one partition has no leader, no partition of the client can be used.',
    apply () {
        (0, _internals.patch)((0, _internals.internals)().Cluster, 'fetchTopicsOffset', async (cluster, fetch, wanted)=>{
            const found = await fetch(ledOnly(wanted, cluster.brokerPool.metadata));
            // kafkajs' offset manager takes it for granted that each topic is answered for.
            const silent = wanted.filter(({ topic })=>!found.some((one)=>one.topic === topic));
            return [
                ...found,
                ...silent.map(({ topic })=>({
                        topic,
                        partitions: []
                    }))
            ];
        });
        const { Metadata } = (0, _internals.internals)().requests;
        const stock = Metadata.protocol;
        Metadata.protocol = (of)=>{
            const make = stock(of);
            return (args)=>{
                const { request, response } = make(args);
                return {
                    request,
                    response: {
                        ...response,
                        parse: (decoded)=>response.parse(tolerant(decoded))
                    }
                };
            };
        };
    }
};
