// An event that could not be processed, with its original bytes, so that it can be replayed unchanged.
import { type Static, Type } from '@sinclair/typebox';
import { codesOf, DEAD_LETTER_REASONS } from '../reasons/reasons';
import { DAY_MS, defineTopic } from '../topic';
import { EpochMs, oneOf, text } from '../values';

const base64 = (description: string) =>
  Type.String({ pattern: '^[A-Za-z0-9+/]*={0,2}$', description: `${description} Base64.` });

export const DeadLetter = Type.Object({
  topic: text(249, 'Where it came from.'),
  partition: Type.Integer({ minimum: 0 }),
  offset: Type.String({
    pattern: '^[0-9]{1,19}$',
    maxLength: 19,
    description: 'A number of up to 19 digits, as text.',
  }),
  timestampMs: EpochMs("The record's time stamp."),
  key: Type.Union([base64('The original key.'), Type.Null()]),
  value: Type.Union([base64('The original value, byte by byte.'), Type.Null()]),
  headers: Type.Record(Type.String(), base64('A header of the original.')),
  reason: oneOf(codesOf(DEAD_LETTER_REASONS), 'What was wrong.'),
  detail: text(1000, 'The field and the rule, or the error.'),
  group: text(200, 'The consumer group that could not process it.'),
  failedAtMs: EpochMs('When it was given up.'),
});
export type DeadLetter = Static<typeof DeadLetter>;

export const deadLetter = defineTopic({
  name: 'dead-letter.v1',
  writer: 'bus',
  says: 'An event could not be processed.',
  schema: DeadLetter,
  key: (event) => (event.key === null ? null : Buffer.from(event.key, 'base64')),
  keyedBy: "the original record's key",
  retention: { deleteAfterMs: 14 * DAY_MS },
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
      failedAtMs: 1_790_000_000_050,
    },
  },
});
