// A request that timed out leaves its connection "connected", and everything else goes on waiting behind it: a frozen broker holds its
// callers for as long as the freeze lasts, 41 to 47 s (network/requestQueue/socketRequest.js:94). Here such a connection is cut.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "deadConnection", {
    enumerable: true,
    get: function() {
        return deadConnection;
    }
});
const _internals = require("../internals");
const _cure = require("./cure");
const deadConnection = {
    name: 'dead-connection',
    illness: 'A broker that froze stays "connected"; calls go on being sent to it.',
    apply () {
        const { Connection, RequestQueue } = (0, _internals.internals)();
        const owners = new WeakMap();
        (0, _internals.patch)(Connection, 'connect', (connection, connect)=>{
            owners.set(connection.requestQueue, connection);
            return connect();
        });
        (0, _internals.patch)(RequestQueue, 'createSocketRequest', (queue, create, pushed)=>{
            const request = create(pushed);
            const stockTimeout = request.timeoutHandler;
            request.timeoutHandler = ()=>{
                stockTimeout();
                const connection = owners.get(queue);
                if (!connection || isKept(queue, request)) return;
                (0, _cure.suspect)(connection);
                // Before the caller hears of it: what it sends next must not go the same way.
                (0, _cure.cut)(connection, 'Request timeout');
            };
            return request;
        });
    }
};
/**
 * A broker answers a connection's requests one after the other, so what is sent behind a JoinGroup, which waits for the group's other
 * members, is late although the broker is well. Cutting there would end the join and leave a ghost in the group.
 */ const isKept = (queue, late)=>[
        ...queue.inflight.values()
    ].some(({ requestTimeout })=>requestTimeout > late.requestTimeout);
