// Holds a topic whose handler cannot go on, and lets it try again after a pause that grows.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "Retries", {
    enumerable: true,
    get: function() {
        return Retries;
    }
});
const _backoff = require("../backoff");
let Retries = class Retries {
    lanes;
    holds;
    pause;
    isStopped = false;
    constructor(lanes, holds, pause){
        this.lanes = lanes;
        this.holds = holds;
        this.pause = pause;
    }
    /** Holds the whole topic: what one partition lacks, the others lack too. */ later(lane, error) {
        this.holds.hold('retrying', this.holds.of(lane.topic));
        if (lane.retryTimer !== null || this.isStopped) return;
        const { failures } = lane;
        lane.hold(error);
        lane.retryTimer = setTimeout(()=>{
            lane.retryTimer = null;
            this.holds.release('retrying', this.holds.of(lane.topic));
        }, (0, _backoff.backoffMs)(this.pause, failures, Math.random()));
    }
    /** With a new assignment: what was held may be another member's now; what is still held here says so again. */ forget() {
        for (const lane of this.lanes){
            cancel(lane);
            lane.free();
        }
    }
    /** Nothing is tried again from now on. */ stop() {
        this.isStopped = true;
        this.lanes.forEach(cancel);
    }
};
function cancel(lane) {
    if (lane.retryTimer !== null) clearTimeout(lane.retryTimer);
    lane.retryTimer = null;
}
