// One call of publish(): its records, how many of them are not acknowledged yet, and its promise.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "PublishCall", {
    enumerable: true,
    get: function() {
        return PublishCall;
    }
});
let PublishCall = class PublishCall {
    records;
    /** Bodies alone; what the batches add is small. */ sizeBytes;
    done;
    /** Monotonic. */ sinceMs = performance.now();
    open;
    resolve;
    reject;
    ended = false;
    constructor(records){
        this.records = records.map((record)=>({
                ...record,
                call: this
            }));
        this.sizeBytes = records.reduce((sum, { body })=>sum + body.length, 0);
        this.open = records.length;
        this.done = new Promise((resolve, reject)=>{
            this.resolve = resolve;
            this.reject = reject;
        });
    }
    get hasEnded() {
        return this.ended;
    }
    /** Records without an acknowledgement. */ get openRecords() {
        return this.open;
    }
    get topics() {
        return [
            ...new Set(this.records.map(({ topic })=>topic))
        ];
    }
    /** One record is in the log. */ acknowledge() {
        this.open--;
        if (this.open > 0 || this.ended) return;
        this.ended = true;
        this.resolve();
    }
    fail(error) {
        if (this.ended) return;
        this.ended = true;
        this.reject(error);
    }
};
