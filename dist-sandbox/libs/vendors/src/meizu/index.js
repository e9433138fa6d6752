// Meizu (Flyme) push. How it behaves and where it surprises: README.md beside this file.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "meizu", {
    enumerable: true,
    get: function() {
        return meizu;
    }
});
const _catalog = require("./catalog");
const _client = require("./client");
const _plan = require("./plan");
const _probe = require("./probe");
const meizu = {
    ..._catalog.catalog,
    plan: _plan.plan,
    open: (connection)=>(0, _client.open)(connection, _catalog.catalog.limits.concurrentCalls),
    probe: _probe.probe
};
