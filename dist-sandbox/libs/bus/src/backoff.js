// How long to wait before the next try: doubling, with jitter so that pods do not come back in step.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "backoffMs", {
    enumerable: true,
    get: function() {
        return backoffMs;
    }
});
const backoffMs = ({ firstMs, maxMs }, failures, random)=>Math.min(firstMs * 2 ** Math.min(failures, 30), maxMs) * (0.5 + random / 2);
