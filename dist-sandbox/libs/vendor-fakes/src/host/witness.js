// The record of all calls: the independent witness of what reached the vendors. It is written before the answer leaves.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "MemoryWitness", {
    enumerable: true,
    get: function() {
        return MemoryWitness;
    }
});
const _nodeevents = require("node:events");
const NEXT_DEADLINE_MS = 10_000;
let MemoryWitness = class MemoryWitness {
    records = [];
    heard = new _nodeevents.EventEmitter();
    append(record) {
        this.records.push(record);
        this.heard.emit('record');
        return Promise.resolve();
    }
    get calls() {
        return this.records.filter((record)=>'n' in record);
    }
    /** The first call that fits, seen already or still to come. */ async next(isIt, deadlineMs = NEXT_DEADLINE_MS) {
        const signal = AbortSignal.timeout(deadlineMs);
        for(;;){
            const call = this.calls.find(isIt);
            if (call !== undefined) return call;
            await (0, _nodeevents.once)(this.heard, 'record', {
                signal
            });
        }
    }
};
