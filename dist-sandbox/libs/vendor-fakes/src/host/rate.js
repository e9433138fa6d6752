// A vendor's limit of requests a second, as a bucket that refills steadily.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "Rate", {
    enumerable: true,
    get: function() {
        return Rate;
    }
});
let Rate = class Rate {
    perSecond;
    tokens;
    filledAtMs = 0;
    /** `perSecond` requests, and as many at once after a quiet second. */ constructor(perSecond){
        this.perSecond = perSecond;
        this.tokens = perSecond;
    }
    /** Takes one, or as many as a request weighs, if there are so many. */ mayPass(nowMs, weight = 1) {
        const refill = Math.max(0, nowMs - this.filledAtMs) / 1000 * this.perSecond;
        this.tokens = Math.min(this.perSecond, this.tokens + refill);
        this.filledAtMs = nowMs;
        if (this.tokens < weight) return false;
        this.tokens -= weight;
        return true;
    }
};
