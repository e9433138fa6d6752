// What a log line says of the event that it is about: the id of its message and of its trace, so that it is found by either. Never more of
// the event. Pure.
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
    get aboutDelivered () {
        return aboutDelivered;
    },
    get aboutOutgoing () {
        return aboutOutgoing;
    },
    get aboutRecord () {
        return aboutRecord;
    },
    get aboutText () {
        return aboutText;
    }
});
const _headers = require("../kafka/headers");
const _letter = require("./letter");
/** A line stays readable. */ const MOST_IDS = 10;
/** Ids are at the beginning of what our services and most others write. */ const LOOKED_AT_BYTES = 16_384;
/** Also in what is no JSON any more. Ids of other systems are cut, not trusted. */ const MESSAGE_ID = /"messageId"\s{0,20}:\s{0,20}(?:"([^"\\\p{C}]{1,64})"|(\d{1,20}))/u;
const TRACEPARENT = /"traceparent":"([0-9a-f-]{55})"/;
const aboutRecord = (record)=>aboutOf(messageIdOf(record.value?.subarray(0, LOOKED_AT_BYTES).toString('utf8') ?? ''), (0, _letter.traceOf)(record));
const aboutText = (text)=>aboutOf(messageIdOf(text.slice(0, LOOKED_AT_BYTES)), TRACEPARENT.exec(text)?.[1]);
function messageIdOf(text) {
    const [, quoted, number] = MESSAGE_ID.exec(text) ?? [];
    return quoted ?? number;
}
const aboutDelivered = ({ event, traceparent })=>aboutOf(messageIdIn(event), traceparent);
function aboutOutgoing(records) {
    const all = records.map(({ event, traceparent })=>aboutOf(messageIdIn(event), traceparent));
    const firstOf = (ids)=>[
            ...new Set(ids)
        ].slice(0, MOST_IDS);
    return {
        messageIds: firstOf(all.flatMap(({ messageId })=>messageId ?? [])),
        traceIds: firstOf(all.flatMap(({ traceId })=>traceId ?? []))
    };
}
function aboutOf(messageId, traceparent) {
    const traceId = (0, _headers.traceparentOf)(traceparent)?.slice(3, 35);
    return {
        ...messageId !== undefined && {
            messageId
        },
        ...traceId !== undefined && {
            traceId
        }
    };
}
function messageIdIn(event) {
    const { messageId } = event ?? {};
    return typeof messageId === 'string' ? messageId : undefined;
}
