// A list of records ↔ the bytes of an outbox row. Pure.
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
    get bundlesOf () {
        return bundlesOf;
    },
    get pack () {
        return pack;
    },
    get unpack () {
        return unpack;
    }
});
const _contracts = require("../../../contracts/src");
const _bus = require("../bus");
function bundlesOf(records) {
    const bundles = new Map();
    for (const record of records){
        const { topic, event } = record;
        const compactedKey = 'compacted' in topic.retention ? topic.key(event)?.toString('latin1') ?? null : null;
        const name = `${topic.name}/${compactedKey ?? ''}`;
        const bundle = bundles.get(name) ?? {
            topic: topic.name,
            compactedKey,
            records: []
        };
        bundles.set(name, bundle);
        bundle.records.push(record);
    }
    return [
        ...bundles.values()
    ];
}
const pack = (records)=>Buffer.from(JSON.stringify(records.map(({ topic, event, traceparent })=>({
            topic: topic.name,
            event,
            traceparent
        }))));
function unpack(bytes, find = _contracts.topicNamed) {
    const list = JSON.parse(bytes.toString('utf8'));
    return list.map(({ topic, event, traceparent })=>{
        const known = find(topic);
        if (known === undefined) throw new Error(`the topic ${topic} is not known`);
        return (0, _bus.outgoing)(known, event, traceparent);
    });
}
