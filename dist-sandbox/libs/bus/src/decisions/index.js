// What services see of the memory of decisions.
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
    get Decisions () {
        return _decisions.Decisions;
    },
    get DecisionsMigration1 () {
        return _decisionsmigration.DecisionsMigration1;
    },
    get DecisionsModule () {
        return _decisionsmodule.DecisionsModule;
    }
});
const _decisions = require("./decisions");
const _decisionsmigration = require("./decisions.migration");
const _decisionsmodule = require("./decisions.module");
