// The metrics of the bus, in prom-client's default registry. No ids of users, messages or tokens in labels.
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
    get busBatchDuration () {
        return busBatchDuration;
    },
    get busRecords () {
        return busRecords;
    },
    get deadLetters () {
        return deadLetters;
    },
    get flowHeld () {
        return flowHeld;
    },
    get handlerBroken () {
        return handlerBroken;
    },
    get leaderlessPartitions () {
        return leaderlessPartitions;
    },
    get lostInput () {
        return lostInput;
    },
    get oddRecords () {
        return oddRecords;
    },
    get outboxOldest () {
        return outboxOldest;
    },
    get repairedFields () {
        return repairedFields;
    },
    get unknownFields () {
        return unknownFields;
    },
    get watchLag () {
        return watchLag;
    }
});
const _promclient = require("prom-client");
const busRecords = new _promclient.Counter({
    name: 'offline_push_bus_records_total',
    help: 'Records taken from the log, by how they ended. A held record comes again.',
    labelNames: [
        'topic',
        'group',
        'result'
    ]
});
const busBatchDuration = new _promclient.Histogram({
    name: 'offline_push_bus_batch_duration_seconds',
    help: 'How long a handler took for a slice.',
    labelNames: [
        'topic',
        'group'
    ],
    buckets: [
        0.001,
        0.0025,
        0.005,
        0.01,
        0.025,
        0.05,
        0.1,
        0.25,
        0.5,
        1,
        2.5,
        5,
        10
    ]
});
const deadLetters = new _promclient.Counter({
    name: 'offline_push_dead_letters_total',
    help: 'Events that nobody could process.',
    labelNames: [
        'topic',
        'reason'
    ]
});
const unknownFields = new _promclient.Counter({
    name: 'offline_push_unknown_fields_total',
    help: 'Fields that the contract does not know, in records that were taken; a misspelt one is here. At most 50 names per topic, then "other".',
    labelNames: [
        'topic',
        'field'
    ]
});
const repairedFields = new _promclient.Counter({
    name: 'offline_push_repaired_fields_total',
    help: 'Fields of foreign events that were cut, repaired or left out at the door.',
    labelNames: [
        'topic',
        'field'
    ]
});
const oddRecords = new _promclient.Counter({
    name: 'offline_push_odd_records_total',
    help: 'Records that were taken though they are odd: ce-type, ce-specversion, key (another than the contract computes), structured, framed (a schema id or a byte order mark).',
    labelNames: [
        'topic',
        'oddity'
    ]
});
const lostInput = new _promclient.Counter({
    name: 'offline_push_lost_input_total',
    help: 'Records that the log dropped before this group had read them.',
    labelNames: [
        'topic',
        'group'
    ]
});
const flowHeld = new _promclient.Gauge({
    name: 'offline_push_bus_flow_held',
    help: '1 while a flow reads nothing for this cause: starting, catching-up, retrying.',
    labelNames: [
        'group',
        'cause'
    ]
});
const leaderlessPartitions = new _promclient.Gauge({
    name: 'offline_push_bus_leaderless_partitions',
    help: "Partitions of a group's topics that have no leader: nobody reads or writes them now.",
    labelNames: [
        'group'
    ]
});
const handlerBroken = new _promclient.Gauge({
    name: 'offline_push_bus_handler_broken',
    help: '1 while a topic is held because its handler fails on every event.',
    labelNames: [
        'topic',
        'group'
    ]
});
const lagSources = new Set();
const lagLabels = [
    'topic',
    'partition',
    'group'
];
const lagRecords = new _promclient.Gauge({
    name: 'offline_push_bus_lag_records',
    help: 'Records of a partition that this group has not settled yet.',
    labelNames: lagLabels,
    collect: ()=>collectLag(Date.now())
});
const lagSeconds = new _promclient.Gauge({
    name: 'offline_push_bus_lag_seconds',
    help: 'Age of the oldest record of a partition that this group has not settled yet. 0: nothing waits.',
    labelNames: lagLabels,
    collect: ()=>collectLag(Date.now())
});
function watchLag(source) {
    lagSources.add(source);
    return ()=>lagSources.delete(source);
}
/** Partitions that were given away disappear, so the gauges are filled anew for each scrape. */ function collectLag(nowMs) {
    lagRecords.reset();
    lagSeconds.reset();
    for (const source of lagSources)for (const { topic, partition, records, seconds } of source.lag(nowMs)){
        const labels = {
            topic,
            partition: String(partition),
            group: source.group
        };
        lagRecords.set(labels, records);
        lagSeconds.set(labels, seconds);
    }
}
const outboxOldest = new _promclient.Gauge({
    name: 'offline_push_outbox_oldest_seconds',
    help: 'Age of the oldest record that is decided but not published. 0: nothing waits.',
    labelNames: [
        'service'
    ]
});
