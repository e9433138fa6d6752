// Messages per phone and day, for the quotas of which nobody is told.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "DayCounts", {
    enumerable: true,
    get: function() {
        return DayCounts;
    }
});
const _forfakes = require("../../../vendors/src/shared/for-fakes");
/** Beyond so many phones those longest silent begin anew. */ const MAX_COUNTED = 200_000;
let DayCounts = class DayCounts {
    day = '';
    counts = new Map();
    /** This one included. A day ends at midnight in China. */ up(what, nowMs) {
        const day = (0, _forfakes.dateInChina)(nowMs);
        if (day !== this.day) this.counts.clear();
        this.day = day;
        const count = (this.counts.get(what) ?? 0) + 1;
        this.counts.delete(what);
        this.counts.set(what, count);
        const oldest = this.counts.keys().next().value;
        if (this.counts.size > MAX_COUNTED && oldest !== undefined) this.counts.delete(oldest);
        return count;
    }
};
