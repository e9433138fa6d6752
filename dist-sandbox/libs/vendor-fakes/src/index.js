// The fakes of all vendors and the parts that serve them: for vendor-sandbox, tests and tools, never for a service.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
function _export(target, all) {
    for(var name in all)Object.defineProperty(target, name, {
        enumerable: true,
        get: Object.getOwnPropertyDescriptor(all, name).get
    });
}
_export(exports, {
    get http2Of () {
        return _http2.http2Of;
    },
    get listen () {
        return _serve.listen;
    },
    get newFakes () {
        return _fakes.newFakes;
    },
    get serveFakes () {
        return _serve.serveFakes;
    },
    get tenantOf () {
        return _consoles.tenantOf;
    }
});
const _fakes = require("./fakes");
const _consoles = require("./host/consoles");
_export_star(require("./host/host"), exports);
const _http2 = require("./host/http2");
const _serve = require("./host/serve");
_export_star(require("./host/phones"), exports);
_export_star(require("./host/receipt-poster"), exports);
_export_star(require("./host/tricks"), exports);
_export_star(require("./host/vendor-fake"), exports);
_export_star(require("./host/witness"), exports);
function _export_star(from, to) {
    Object.keys(from).forEach(function(k) {
        if (k !== "default" && !Object.prototype.hasOwnProperty.call(to, k)) {
            Object.defineProperty(to, k, {
                enumerable: true,
                get: function() {
                    return from[k];
                }
            });
        }
    });
    return from;
}
