// What a cure is, and the errors and marks that several cures share.
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
    get cut () {
        return cut;
    },
    get isNetworkFailure () {
        return isNetworkFailure;
    },
    get isSuspect () {
        return isSuspect;
    },
    get suspect () {
        return suspect;
    }
});
const _internals = require("../internals");
const isNetworkFailure = (error)=>NETWORK.has(error.name);
const NETWORK = new Set([
    'KafkaJSConnectionError',
    'KafkaJSConnectionClosedError',
    'KafkaJSRequestTimeoutError',
    'KafkaJSBrokerNotFound',
    'KafkaJSLockTimeout'
]);
/** So long a broker that did not answer in time is asked last, ms. */ const SUSPECT_MS = 5_000;
const suspectUntil = new WeakMap();
const suspect = (connection)=>{
    suspectUntil.set(connection, performance.now() + SUSPECT_MS);
};
const isSuspect = (broker)=>broker.connectionPool.pool.some((connection)=>(suspectUntil.get(connection) ?? 0) > performance.now());
function cut(connection, reason) {
    const { errors } = (0, _internals.internals)();
    if (!connection.socket || !connection.isConnected()) return;
    connection.connectionStatus = 'disconnected';
    connection.requestQueue.destroy();
    connection.socket.removeAllListeners('data');
    connection.socket.destroy();
    connection.rejectRequests(new errors.KafkaJSConnectionClosedError(reason, {
        host: connection.host,
        port: connection.port
    }));
}
