// A request of Node's HTTP/2 client at two thirds of its price (ADR 0012). To be deleted with the last Node that needs it.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "request", {
    enumerable: true,
    get: function() {
        return request;
    }
});
const _nodeasync_hooks = require("node:async_hooks");
const nodesBind = _nodeasync_hooks.AsyncResource.prototype.bind;
function request(session, headers, options) {
    // Only while Node makes this request, which it does without a pause: nobody else meets our function.
    _nodeasync_hooks.AsyncResource.prototype.bind = leanBind;
    try {
        return session.request(headers, options);
    } finally{
        _nodeasync_hooks.AsyncResource.prototype.bind = nodesBind;
    }
}
/** Node's also gives the function a property `asyncResource` (DEP0172), by accessors whose prototypes it changes each time. */ function leanBind(fn) {
    return ()=>this.runInAsyncScope(fn);
}
