// The cures of kafkajs, in one list. Each is applied once, before the first client; for any other version the start fails.
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
    get CURES () {
        return CURES;
    },
    get applyCures () {
        return applyCures;
    },
    get requireKnownVersion () {
        return requireKnownVersion;
    }
});
const _internals = require("../internals");
const _coordinatorlookup = require("./coordinator-lookup");
const _deadconnection = require("./dead-connection");
const _deadsocket = require("./dead-socket");
const _freshmetadata = require("./fresh-metadata");
const _halfframe = require("./half-frame");
const _leaderlesspartition = require("./leaderless-partition");
const _lostfetch = require("./lost-fetch");
const _metadataelsewhere = require("./metadata-elsewhere");
const _recorddecoder = require("./record-decoder");
const _silentseed = require("./silent-seed");
const _steadyheartbeat = require("./steady-heartbeat");
const _stoppedfetch = require("./stopped-fetch");
const _timerloop = require("./timer-loop");
const CURES = [
    _timerloop.timerLoop,
    _halfframe.halfFrame,
    _deadconnection.deadConnection,
    _deadsocket.deadSocket,
    _silentseed.silentSeed,
    _metadataelsewhere.metadataElsewhere,
    _leaderlesspartition.leaderlessPartition,
    _freshmetadata.freshMetadata,
    _lostfetch.lostFetch,
    _coordinatorlookup.coordinatorLookup,
    _recorddecoder.recordDecoder,
    _steadyheartbeat.steadyHeartbeat,
    _stoppedfetch.stoppedFetch
];
let areApplied = false;
function applyCures({ except = [] } = {}) {
    requireKnownVersion((0, _internals.installedVersion)());
    if (areApplied) return;
    areApplied = true;
    for (const cure of CURES)if (!except.includes(cure.name)) cure.apply();
}
function requireKnownVersion(version) {
    if (version === _internals.KNOWN_VERSION) return;
    throw new Error(`kafkajs is ${version}, but its cures were written for ${_internals.KNOWN_VERSION}: read libs/bus/src/kafka/internals.ts before you upgrade`);
}
