// What kafkajs says, as structured lines of Nest's logger. Retriable noise of a start or an election is for debug only, and so is what
// it has just said.
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
    get isPassing () {
        return isPassing;
    },
    get kafkaLog () {
        return kafkaLog;
    },
    get lineOf () {
        return lineOf;
    },
    get repetitions () {
        return repetitions;
    }
});
const _common = require("@nestjs/common");
const _kafkajs = require("kafkajs");
/** Texts of answers that pass by themselves: coordinators load lazily, leaders are elected, groups rejoin (`protocol/error.js`). */ const PASSING = [
    'coordinator is loading',
    'coordinator is not available',
    'not the correct coordinator',
    'not the leader for that topic-partition',
    'middle of a leadership election',
    'group is rebalancing',
    'There is no leader for this topic-partition',
    'does not host this topic-partition',
    'Failed to connect to seed broker, trying another',
    'Restarting the consumer in'
];
function isPassing({ log }) {
    const text = `${log.message} ${typeof log['error'] === 'string' ? log['error'] : ''}`;
    return PASSING.some((passing)=>text.includes(passing));
}
/** An outage makes kafkajs say the same several times a second: after the first, once in so many ms. */ const REPEAT_MS = 10_000;
const REMEMBERED = 100;
function kafkaLog() {
    const logger = new _common.Logger('Kafka');
    const isRepeated = repetitions();
    return (entry)=>{
        const { log } = entry;
        const line = lineOf(entry);
        if (entry.level === _kafkajs.logLevel.DEBUG || isPassing(entry) || isRepeated(log.message, performance.now())) {
            logger.debug(line);
        } else if (entry.level === _kafkajs.logLevel.INFO) logger.log(line);
        else if (entry.level === _kafkajs.logLevel.WARN) logger.warn(line);
        else logger.error(line);
    };
}
function lineOf({ log, namespace }) {
    const dropped = {
        message: undefined,
        timestamp: undefined,
        stack: undefined
    };
    return {
        ...log,
        ...dropped,
        event: 'kafka-client',
        msg: log.message,
        logger: namespace
    };
}
function repetitions() {
    const saidMs = new Map();
    return (text, nowMs)=>{
        if (nowMs - (saidMs.get(text) ?? -Infinity) < REPEAT_MS) return true;
        if (saidMs.size >= REMEMBERED) saidMs.clear();
        saidMs.set(text, nowMs);
        return false;
    };
}
