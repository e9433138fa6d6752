// The names of all vendors, one cache for the process: a name is asked for once for all certificates and both transports.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "sharedNames", {
    enumerable: true,
    get: function() {
        return sharedNames;
    }
});
const _lookup = require("./lookup");
const _systemlookup = require("./system-lookup");
const sharedNames = new _lookup.NameCache((0, _systemlookup.orAskTheSystem)((0, _lookup.queryNameServers)()));
