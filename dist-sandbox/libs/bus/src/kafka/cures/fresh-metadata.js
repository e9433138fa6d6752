// kafkajs asks for metadata after a failure or every five minutes: while every request hangs on a frozen broker nothing fails, so
// nobody learns of the new leader. Here a connected client asks once a second.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "freshMetadata", {
    enumerable: true,
    get: function() {
        return freshMetadata;
    }
});
const _internals = require("../internals");
const EVERY_MS = 1_000;
const freshMetadata = {
    name: 'fresh-metadata',
    illness: 'A client whose requests all hang never learns that the leaders moved.',
    apply () {
        const { Cluster } = (0, _internals.internals)();
        const ticks = new WeakMap();
        (0, _internals.patch)(Cluster, 'connect', async (cluster, connect)=>{
            // Before the connection stands: a disconnect() meanwhile must find it, or the tick would bring the cluster back to life.
            if (!ticks.has(cluster)) ticks.set(cluster, setInterval(refresh, EVERY_MS, cluster).unref());
            return connect();
        });
        (0, _internals.patch)(Cluster, 'disconnect', async (cluster, disconnect)=>{
            clearInterval(ticks.get(cluster));
            ticks.delete(cluster);
            return disconnect();
        });
    }
};
function refresh(cluster) {
    if (cluster.targetTopics.size === 0 || !cluster.brokerPool.metadata) return;
    // A failure is logged by kafkajs itself, and the next tick asks again.
    cluster.refreshMetadata().catch(()=>undefined);
}
