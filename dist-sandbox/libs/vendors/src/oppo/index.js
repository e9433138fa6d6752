// OPPO push (HeyTap), for OPPO, OnePlus and realme phones. How it behaves and where it surprises: README.md beside this file.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "oppo", {
    enumerable: true,
    get: function() {
        return oppo;
    }
});
const _catalog = require("./catalog");
const _client = require("./client");
const _plan = require("./plan");
const _probe = require("./probe");
const oppo = {
    ..._catalog.catalog,
    plan: _plan.plan,
    open: (connection)=>(0, _client.open)(connection, _catalog.catalog.limits.concurrentCalls),
    probe: _probe.probe
};
