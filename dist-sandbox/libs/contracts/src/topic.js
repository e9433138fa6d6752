// What a topic is: a name, one writer, a key, a schema and examples. Every topic of the platform is made here.
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
    get DAY_MS () {
        return DAY_MS;
    },
    get HOUR_MS () {
        return HOUR_MS;
    },
    get defineTopic () {
        return defineTopic;
    },
    get examplesWithoutApp () {
        return examplesWithoutApp;
    },
    get longestStayMs () {
        return longestStayMs;
    },
    get segmentMsOf () {
        return segmentMsOf;
    }
});
const _compiler = require("@sinclair/typebox/compiler");
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
function segmentMsOf({ retention }) {
    return 'compacted' in retention ? DAY_MS : Math.min(DAY_MS, Math.ceil(retention.deleteAfterMs / 4));
}
const longestStayMs = (topic)=>'compacted' in topic.retention ? Infinity : topic.retention.deleteAfterMs + segmentMsOf(topic) + HOUR_MS;
function defineTopic(definition) {
    return {
        ...definition,
        check: _compiler.TypeCompiler.Compile(definition.schema)
    };
}
const examplesWithoutApp = ({ examples })=>Object.fromEntries(Object.entries(examples).map(([name, event])=>[
            name,
            Object.fromEntries(Object.entries(event).filter(([field])=>field !== 'app'))
        ]));
