// What the bus needs of a log with partitions. Kafka and the in-memory bus fulfil it; everything above it (guard, gather, holds,
// commits, catch-up) is written once, so that both behave alike.
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
    get Log () {
        return Log;
    },
    get keyOf () {
        return keyOf;
    }
});
let Log = class Log {
};
const keyOf = ({ topic, partition })=>`${topic}/${partition}`;
