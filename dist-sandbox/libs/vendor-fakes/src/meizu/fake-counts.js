// Counts that begin anew: of a phone in a minute, of an app or a phone in a day. Windows are fixed, which lets a burst pass at their edge.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "Counts", {
    enumerable: true,
    get: function() {
        return Counts;
    }
});
let Counts = class Counts {
    windowMs;
    offsetMs;
    window = 0;
    counts = new Map();
    /** `offsetMs` moves the windows: a day begins at midnight in China. */ constructor(windowMs, offsetMs = 0){
        this.windowMs = windowMs;
        this.offsetMs = offsetMs;
    }
    /** The count after `by` more. */ up(what, nowMs, by = 1) {
        const window = Math.floor((nowMs + this.offsetMs) / this.windowMs);
        if (window !== this.window) this.clear();
        this.window = window;
        const count = (this.counts.get(what) ?? 0) + by;
        this.counts.set(what, count);
        return count;
    }
    clear() {
        this.counts.clear();
    }
};
