// Makes kafkajs clients: cured, with the settings that survived broker failures, and with our logger. Every use of kafkajs starts here.
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
    get REQUEST_TIMEOUT_MS () {
        return REQUEST_TIMEOUT_MS;
    },
    get kafkaClient () {
        return kafkaClient;
    },
    get kafkaCluster () {
        return kafkaCluster;
    }
});
const _kafkajs = require("kafkajs");
const _cures = require("./cures");
const _internals = require("./internals");
const _log = require("./log");
/** Short pauses and few tries: what is above us (publisher, consumer supervision) goes on trying for longer (docs/kafka.md, 2). */ const RETRY = {
    initialRetryTime: 100,
    maxRetryTime: 500,
    factor: 0.2,
    multiplier: 2,
    retries: 5
};
const CONNECTION_TIMEOUT_MS = 1_000;
const REQUEST_TIMEOUT_MS = 8_000;
/** Longer for produce: a broker that waits for its replicas is not asked twice, ms. */ const PRODUCE_REQUEST_TIMEOUT_MS = 15_000;
const METADATA_MAX_AGE_MS = 300_000;
/** Ends count with what their transactions have not committed yet. */ const READ_UNCOMMITTED = 0;
function kafkaClient(options) {
    (0, _cures.applyCures)();
    return new _kafkajs.Kafka({
        clientId: options.clientId,
        brokers: [
            ...options.brokers
        ],
        ...options.ssl !== undefined && {
            ssl: options.ssl
        },
        ...options.sasl !== undefined && {
            sasl: options.sasl
        },
        connectionTimeout: CONNECTION_TIMEOUT_MS,
        requestTimeout: REQUEST_TIMEOUT_MS,
        retry: RETRY,
        logLevel: _kafkajs.logLevel.INFO,
        logCreator: _log.kafkaLog
    });
}
function kafkaCluster(options, requestTimeout = PRODUCE_REQUEST_TIMEOUT_MS) {
    const logger = kafkaClient(options).logger();
    const { Cluster, socketFactory } = (0, _internals.internals)();
    return new Cluster({
        logger,
        socketFactory: socketFactory(),
        brokers: options.brokers,
        ssl: options.ssl,
        sasl: options.sasl,
        clientId: options.clientId,
        connectionTimeout: CONNECTION_TIMEOUT_MS,
        requestTimeout,
        isolationLevel: READ_UNCOMMITTED,
        metadataMaxAge: METADATA_MAX_AGE_MS,
        allowAutoTopicCreation: false,
        retry: {
            ...RETRY,
            retries: 3
        }
    });
}
