// An event that nobody could process, with the original bytes, so that it can be replayed as it was.
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
    get DeadLetter () {
        return DeadLetter;
    },
    get deadLetter () {
        return deadLetter;
    }
});
const _typebox = require("@sinclair/typebox");
const _reasons = require("../reasons/reasons");
const _topic = require("../topic");
const _values = require("../values");
const base64 = (description)=>_typebox.Type.String({
        pattern: '^[A-Za-z0-9+/]*={0,2}$',
        description: `${description} Base64.`
    });
const DeadLetter = _typebox.Type.Object({
    topic: (0, _values.text)(249, 'Where it came from.'),
    partition: _typebox.Type.Integer({
        minimum: 0
    }),
    offset: _typebox.Type.String({
        pattern: '^[0-9]{1,19}$',
        maxLength: 19,
        description: 'A number of up to 19 digits, as text.'
    }),
    timestampMs: (0, _values.EpochMs)("The record's time stamp."),
    key: _typebox.Type.Union([
        base64('The original key.'),
        _typebox.Type.Null()
    ]),
    value: _typebox.Type.Union([
        base64('The original value, byte by byte.'),
        _typebox.Type.Null()
    ]),
    headers: _typebox.Type.Record(_typebox.Type.String(), base64('A header of the original.')),
    reason: (0, _values.oneOf)((0, _reasons.codesOf)(_reasons.DEAD_LETTER_REASONS), 'What was wrong.'),
    detail: (0, _values.text)(1000, 'The field and the rule, or the error.'),
    group: (0, _values.text)(200, 'The consumer group that could not process it.'),
    failedAtMs: (0, _values.EpochMs)('When it was given up.')
});
const deadLetter = (0, _topic.defineTopic)({
    name: 'dead-letter.v1',
    writer: 'bus',
    says: 'An event could not be processed.',
    schema: DeadLetter,
    key: (event)=>event.key === null ? null : Buffer.from(event.key, 'base64'),
    keyedBy: "the original record's key",
    retention: {
        deleteAfterMs: 14 * _topic.DAY_MS
    },
    partitions: 6,
    examples: {
        notJson: {
            topic: 'message.sent.v1',
            partition: 3,
            offset: '1204',
            timestampMs: 1_790_000_000_000,
            key: 'ZGVtby9jMmMtYWxpY2UtYm9i',
            value: 'eyJhcHAiOiAiZGVtbyIs',
            headers: {},
            reason: 'not-readable',
            detail: 'the document must be JSON: Unexpected end of JSON input',
            group: 'presence.push',
            failedAtMs: 1_790_000_000_050
        }
    }
});
