// What can be set about the bus of a service, with the values that were measured (docs/kafka.md). Tests shorten some of them.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "BUS_OPTIONS", {
    enumerable: true,
    get: function() {
        return BUS_OPTIONS;
    }
});
const _feedwatch = require("./catch-up/feed-watch");
const _flowoptions = require("./flow/flow-options");
const BUS_OPTIONS = {
    flow: _flowoptions.FLOW_OPTIONS,
    feed: _feedwatch.FEED_WATCH,
    stopWithinMs: 15_000,
    exit: (code)=>process.exit(code)
};
