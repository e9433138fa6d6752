// A consumer that stops while its brokers change gets new fetchers behind the stop of the old ones (consumer/fetchManager.js:87). They fetch
// nothing, again and again, without a pause (consumer/runner.js:340): the process does nothing else any more, not even end. Here the first
// such fetch ends them.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "stoppedFetch", {
    enumerable: true,
    get: function() {
        return stoppedFetch;
    }
});
const _internals = require("../internals");
const stoppedFetch = {
    name: 'stopped-fetch',
    illness: 'A consumer that stops while brokers come or go blocks its process for ever.',
    apply () {
        (0, _internals.patch)((0, _internals.internals)().Runner, 'fetch', (runner, fetch, nodeId)=>{
            // Its promise resolves when the fetcher that asks has ended, so nobody may wait for it here.
            if (!runner.running) void runner.fetchManager.stop();
            return fetch(nodeId);
        });
    }
};
