// The bytes of a record → an event its handler may see, or the reason why it never can. Pure. What was odd about a record that is taken all
// the same is named, for the metrics.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "inspect", {
    enumerable: true,
    get: function() {
        return inspect;
    }
});
const _contracts = require("../../../contracts/src");
const _headers = require("../kafka/headers");
/** What the contracts allow in a push. */ const MAX_NOTES = 20;
const MAX_NOTE = 200;
function inspect(topic, record) {
    const oddities = [];
    const stranger = wrongType(topic, attributesOf(record.headers), oddities);
    if (stranger !== null) return dead('wrong-type', stranger);
    const parsed = isForeign(topic) ? decodedOnceMore((0, _contracts.parseJson)(unframed(record.value, oddities)), oddities) : (0, _contracts.parseJson)(record.value);
    if (!parsed.ok) return dead('not-readable', inWords(parsed.problems));
    const sizeBytes = record.value?.length ?? 0;
    return isEnvelope(parsed.event) ? opened(topic, record, parsed.event, oddities) : taken({
        topic,
        record,
        document: parsed.event,
        sizeBytes,
        oddities
    });
}
function taken({ topic, record, document, sizeBytes, oddities, traceparent }) {
    const read = (0, _contracts.takeIn)(topic, document, sizeBytes);
    if (!read.ok) return dead('schema-violation', inWords(read.problems));
    const { event, notes, badRecipients } = read;
    const otherKey = wrongKey(topic, event, record.key);
    if (otherKey !== null) {
        if (!isForeign(topic)) return dead('key-mismatch', otherKey);
        oddities.push('key');
    }
    const trace = (0, _headers.traceparentOf)(record.headers['traceparent']?.toString('latin1') ?? textOf(traceparent));
    const delivered = {
        event,
        record,
        ...trace !== undefined && {
            traceparent: trace
        },
        ...notes.length > 0 && {
            notes: notes.slice(0, MAX_NOTES).map(noteInWords)
        },
        ...badRecipients.length > 0 && {
            badRecipients
        }
    };
    const unknownFields = isForeign(topic) ? (0, _contracts.unknownFieldsOf)(topic, event) : undefined;
    if (oddities.length === 0 && unknownFields === undefined && notes.length === 0) return {
        ok: true,
        delivered
    };
    const repaired = notes.map(({ field })=>field);
    return {
        ok: true,
        delivered,
        remarks: {
            oddities,
            unknownFields: unknownFields ?? [],
            repaired
        }
    };
}
/** Topics that other systems write: their order costs us nothing (facts are ordered by the time of their records), ours has to be right. */ const isForeign = ({ writer })=>writer === 'im-core' || writer === 'im-gateway';
const dead = (reason, detail)=>({
        ok: false,
        reason,
        detail
    });
/** What serializers put in front: Confluent's a zero and the four bytes of a schema id, .NET's a byte order mark. No JSON begins so. */ function unframed(value, oddities) {
    if (value === null || value.length <= SCHEMA_ID_BYTES) return value;
    const frameBytes = value[0] === 0 ? SCHEMA_ID_BYTES : value[0] === 0xef ? BYTE_ORDER_MARK_BYTES : 0;
    if (frameBytes === 0) return value;
    oddities.push('framed');
    return value.subarray(frameBytes);
}
const SCHEMA_ID_BYTES = 5;
const BYTE_ORDER_MARK_BYTES = 3;
const attributesOf = (headers)=>({
        type: headers['ce_type']?.toString('utf8'),
        specversion: headers['ce_specversion']?.toString('utf8')
    });
/** A type of a company's own says nothing about our contract; the name of another of our topics says that the record is in the wrong one. */ function wrongType(topic, { type, specversion }, oddities) {
    if (specversion !== undefined && specversion !== '1.0') oddities.push('ce-specversion');
    if (type === undefined || type === topic.name) return null;
    if ((0, _contracts.topicNamed)(type) !== undefined) return `the type is ${type}, but this is ${topic.name}`;
    oddities.push('ce-type');
    return null;
}
const isEnvelope = (document)=>typeof document === 'object' && document !== null && 'specversion' in document && !('app' in document);
function opened(topic, record, envelope, oddities) {
    const { type, specversion, traceparent } = envelope;
    const stranger = wrongType(topic, {
        type: textOf(type),
        specversion: textOf(specversion)
    }, oddities);
    if (stranger !== null) return dead('wrong-type', stranger);
    const data = dataOf(envelope, oddities);
    if (!data.ok) return dead('not-readable', inWords(data.problems));
    oddities.push('structured');
    return taken({
        topic,
        record,
        document: data.event,
        sizeBytes: record.value?.length ?? 0,
        oddities,
        traceparent
    });
}
/** As JSON, as a text that holds JSON, or in base64, as libraries write what they take for bytes. */ function dataOf({ data, data_base64: coded }, oddities) {
    if (data !== undefined) return decodedOnceMore({
        ok: true,
        event: data
    }, oddities);
    if (typeof coded === 'string') return (0, _contracts.parseJson)(Buffer.from(coded, 'base64'));
    return {
        ok: false,
        problems: [
            {
                pointer: '/data',
                rule: 'is missing'
            }
        ]
    };
}
/** A serializer for texts that was given JSON writes it as a text in JSON. No event of ours is a text. */ function decodedOnceMore(reading, oddities) {
    if (!reading.ok || typeof reading.event !== 'string') return reading;
    oddities.push('twice-encoded');
    return (0, _contracts.parseJson)(Buffer.from(reading.event));
}
const textOf = (value)=>typeof value === 'string' ? value : undefined;
/** No key at all comes from a client that does not care about it. */ function wrongKey(topic, event, key) {
    if (key === null) return null;
    const expected = topic.key(event);
    if (expected === null) return null;
    const bytes = Buffer.isBuffer(expected) ? expected : Buffer.from(expected, 'utf8');
    return key.equals(bytes) ? null : `the key must be ${topic.keyedBy}: ${bytes.toString('utf8')}`;
}
const inWords = (problems)=>problems.map(({ pointer, rule })=>`${pointer === '' ? 'the document' : pointer} ${rule}`).join('; ');
const noteInWords = ({ field, what })=>`${field}: ${what}`.slice(0, MAX_NOTE).toWellFormed();
