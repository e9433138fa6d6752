// The parts of kafkajs 2.2.4 that its public types do not show, typed as far as the cures and the publisher use them.
// The only file that reaches into kafkajs/src; whoever upgrades kafkajs reads this file first.
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
    get KNOWN_VERSION () {
        return KNOWN_VERSION;
    },
    get installedVersion () {
        return installedVersion;
    },
    get internals () {
        return internals;
    },
    get patch () {
        return patch;
    }
});
const KNOWN_VERSION = '2.2.4';
// eslint-disable-next-line @typescript-eslint/no-require-imports -- kafkajs has no types for its inside, so an import cannot name it
const inside = (path)=>require(`kafkajs/${path}`);
const installedVersion = ()=>inside('package.json').version;
const load = ()=>({
        Connection: inside('src/network/connection'),
        RequestQueue: inside('src/network/requestQueue'),
        Broker: inside('src/broker'),
        BrokerPool: inside('src/cluster/brokerPool'),
        Cluster: inside('src/cluster'),
        ConsumerGroup: inside('src/consumer/consumerGroup'),
        Runner: inside('src/consumer/runner'),
        Batch: inside('src/consumer/batch'),
        Encoder: inside('src/protocol/encoder'),
        Decoder: inside('src/protocol/decoder'),
        socketFactory: inside('src/network/socketFactory'),
        errorOfCode: inside('src/protocol/error').createErrorFromCode,
        errors: inside('src/errors'),
        requests: inside('src/protocol/requests').requests
    });
let loaded;
const internals = ()=>loaded ??= load();
function patch(target, method, replacement) {
    const original = target.prototype[method];
    target.prototype[method] = function(...args) {
        return replacement(this, (...given)=>original.apply(this, given), ...args);
    };
}
