// The words of the bus that services use. Nothing here knows Kafka: the in-memory bus and the Kafka bus speak them alike.
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
    get Publisher () {
        return Publisher;
    },
    get outgoing () {
        return outgoing;
    }
});
const outgoing = (topic, event, traceparent)=>({
        topic,
        event,
        traceparent
    });
let Publisher = class Publisher {
    /** Another one to the same brokers, whose queue is its own and bounded: what waits there is in nobody's way. One without a queue is its own. */ aside(bounds) {
        void bounds;
        return this;
    }
    /** What cannot be written at the moment, and why, one sentence a topic. */ notes() {
        return [];
    }
};
