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
    get readHeaders () {
        return readHeaders;
    },
    get toHeaders () {
        return toHeaders;
    },
    get traceparentOf () {
        return traceparentOf;
    }
});
// CloudEvents 1.0 in the Kafka binding's binary mode: attributes as headers, the value is the data alone. Both directions, pure.
// https://github.com/cloudevents/spec/blob/main/cloudevents/bindings/kafka-protocol-binding.md
const SPEC_VERSION = '1.0';
const JSON_CONTENT = 'application/json';
const toHeaders = ({ id, source, type, timeMs, traceparent })=>({
        ce_specversion: SPEC_VERSION,
        ce_type: type,
        ce_source: source,
        ce_id: id,
        ce_time: new Date(timeMs).toISOString(),
        'content-type': JSON_CONTENT,
        ...traceparent !== undefined && {
            traceparent
        }
    });
function readHeaders(headers) {
    const text = (name)=>headers[name]?.toString('utf8');
    const time = text('ce_time');
    const timeMs = time === undefined ? NaN : Date.parse(time);
    return definedOnly({
        id: text('ce_id'),
        source: text('ce_source'),
        type: text('ce_type'),
        specVersion: text('ce_specversion'),
        timeMs: Number.isNaN(timeMs) ? undefined : timeMs,
        contentType: text('content-type'),
        traceparent: traceparentOf(text('traceparent'))
    });
}
/** https://www.w3.org/TR/trace-context/#traceparent-header: anything else is not passed on. */ const TRACEPARENT = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;
const traceparentOf = (text)=>text !== undefined && TRACEPARENT.test(text) ? text : undefined;
const definedOnly = (fields)=>Object.fromEntries(Object.entries(fields).filter(([, value])=>value !== undefined));
