// When is a consumer dead for good? A process without its consumer looks healthy and does nothing, so it must end and be started anew. What
// a broker says or withholds never ends it: starting anew would change nothing.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "Supervision", {
    enumerable: true,
    get: function() {
        return Supervision;
    }
});
/** More crashes than this … */ const MAX_CRASHES = 10;
/** … within this time, ms, are a crash loop. */ const WINDOW_MS = 5 * 60_000;
let Supervision = class Supervision {
    crashes = [];
    /** Tells whether the process must end. `nowMs`: monotonic. */ crashed({ passes }, nowMs) {
        if (passes) return false;
        this.crashes = [
            ...this.crashes.filter((atMs)=>nowMs - atMs < WINDOW_MS),
            nowMs
        ];
        return this.crashes.length > MAX_CRASHES;
    }
};
