// kafkajs asks the wall clock whether a heartbeat is due (consumer/consumerGroup.js:134). After a clock was set back by ten minutes it sends
// none for ten minutes: the group gives the member up, its commits are refused, and nobody tells it. Here a monotonic clock says when.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "steadyHeartbeat", {
    enumerable: true,
    get: function() {
        return steadyHeartbeat;
    }
});
const _internals = require("../internals");
const steadyHeartbeat = {
    name: 'steady-heartbeat',
    illness: 'A member whose clock was set back sends no heartbeat until the old time comes again.',
    apply () {
        const lastAtMs = new WeakMap();
        (0, _internals.patch)((0, _internals.internals)().ConsumerGroup, 'heartbeat', async (group, heartbeat, { interval })=>{
            const nowMs = performance.now();
            if (nowMs - (lastAtMs.get(group) ?? -Infinity) < interval) return;
            lastAtMs.set(group, nowMs);
            group.lastRequest = -Infinity;
            return heartbeat({
                interval: 0
            });
        });
    }
};
