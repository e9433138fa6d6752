// What can be set about a flow, with the values of production.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "FLOW_OPTIONS", {
    enumerable: true,
    get: function() {
        return FLOW_OPTIONS;
    }
});
const FLOW_OPTIONS = {
    sliceRecords: 1000,
    commitEveryMs: 500,
    retry: {
        firstMs: 100,
        maxMs: 5_000
    },
    checkEveryMs: 500,
    lagEveryMs: 15_000,
    silentAfterMs: 60_000
};
