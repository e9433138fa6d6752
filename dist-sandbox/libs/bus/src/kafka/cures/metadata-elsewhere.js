// Metadata may be asked of the very broker that froze, while all callers of the cluster wait for that one answer (cluster/index.js:110),
// and a broker that left the metadata is only let go when its pending requests are answered, which is never. Here: 1.5 s for an answer,
// then another broker; a broker that left is cut at once, so that what was on its way to it is sent elsewhere.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "metadataElsewhere", {
    enumerable: true,
    get: function() {
        return metadataElsewhere;
    }
});
const _internals = require("../internals");
const _cure = require("./cure");
/** Metadata comes from a broker's memory: milliseconds if it is alive. */ const METADATA_MS = 1_500;
const TRIES = 3;
const metadataElsewhere = {
    name: 'metadata-elsewhere',
    illness: 'One frozen broker holds the metadata of the whole client, and requests to a dead broker wait for ever.',
    apply () {
        const owners = new WeakMap();
        boundMetadata(owners);
        askTheHealthyFirst(owners);
        tryOthers();
    }
};
function boundMetadata(owners) {
    (0, _internals.patch)((0, _internals.internals)().Broker, 'metadata', async (asked, ask, topics)=>{
        const metadata = await withinLimit(asked, ask(topics));
        const alive = new Set(metadata.brokers.map(({ nodeId })=>String(nodeId)));
        for (const [nodeId, broker] of Object.entries(owners.get(asked)?.brokers ?? {})){
            if (alive.has(nodeId)) continue;
            for (const connection of broker.connectionPool.pool)(0, _cure.cut)(connection, 'The broker left the cluster');
        }
        return metadata;
    });
}
async function withinLimit(broker, answer) {
    const { errors } = (0, _internals.internals)();
    let timer;
    const limit = new Promise((_, reject)=>{
        timer = setTimeout(()=>{
            const [connection] = broker.connectionPool.pool;
            if (connection) (0, _cure.suspect)(connection);
            reject(new errors.KafkaJSRequestTimeoutError(`No metadata within ${METADATA_MS} ms`));
        }, METADATA_MS);
    });
    try {
        return await Promise.race([
            answer,
            limit
        ]);
    } finally{
        clearTimeout(timer);
    }
}
function askTheHealthyFirst(owners) {
    const { BrokerPool } = (0, _internals.internals)();
    (0, _internals.patch)(BrokerPool, 'findConnectedBroker', async (pool, find)=>{
        const broker = await firstReachable(pool) ?? await find();
        owners.set(broker, pool);
        return broker;
    });
    (0, _internals.patch)(BrokerPool, 'withBroker', async (pool, withBroker, ask)=>{
        const nodeIds = Object.keys(pool.brokers);
        if (nodeIds.length === 0) return withBroker(ask);
        for (const nodeId of healthyFirst(pool, nodeIds)){
            try {
                return await ask({
                    nodeId,
                    broker: await pool.findBroker({
                        nodeId
                    })
                });
            } catch  {
            // As in kafkajs: the next broker is asked. Unlike kafkajs, also if this one cannot be reached.
            }
        }
        return null;
    });
}
async function firstReachable(pool) {
    const healthy = Object.keys(pool.brokers).filter((nodeId)=>!(0, _cure.isSuspect)(brokerOf(pool, nodeId)));
    const connected = healthy.filter((nodeId)=>brokerOf(pool, nodeId).isConnected());
    for (const nodeId of shuffled(connected.length > 0 ? connected : healthy)){
        try {
            return await pool.findBroker({
                nodeId
            });
        } catch  {
        // The next one; if none can be reached, kafkajs goes to the seed brokers.
        }
    }
    return undefined;
}
function tryOthers() {
    (0, _internals.patch)((0, _internals.internals)().BrokerPool, 'refreshMetadata', async (_pool, refresh, topics)=>{
        for(let tried = 1;; tried++){
            try {
                return await refresh(topics);
            } catch (error) {
                if (tried === TRIES || !(0, _cure.isNetworkFailure)(error)) throw error;
            }
        }
    });
}
const brokerOf = (pool, nodeId)=>pool.brokers[nodeId];
const healthyFirst = (pool, nodeIds)=>shuffled(nodeIds).sort((a, b)=>Number((0, _cure.isSuspect)(brokerOf(pool, a))) - Number((0, _cure.isSuspect)(brokerOf(pool, b))));
function shuffled(ids) {
    return ids.map((id)=>({
            id,
            at: Math.random()
        })).sort((a, b)=>a.at - b.at).map(({ id })=>id);
}
