// What services see of the outbox.
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
    get Outbox () {
        return _outbox.Outbox;
    },
    get OutboxMigration1 () {
        return _outboxmigration.OutboxMigration1;
    },
    get OutboxMigration2 () {
        return _outboxmigration.OutboxMigration2;
    },
    get OutboxModule () {
        return _outboxmodule.OutboxModule;
    }
});
const _outbox = require("./outbox");
const _outboxmigration = require("./outbox.migration");
const _outboxmodule = require("./outbox.module");
