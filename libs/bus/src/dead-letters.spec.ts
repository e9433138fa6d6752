import { deadLetter, problemsOf } from '@offline-push/contracts';
import { aRecord } from './conformance/records';
import { deadLetterOf, MAX_BURIED_BYTES } from './dead-letters';

const step = { walk: 'a', number: 1 };

describe('a dead letter', () => {
  it.each([
    ['no key and no value', aRecord(step, 0, { key: null, value: null })],
    ['bytes that are no text', aRecord(step, 0, { value: Buffer.from([0, 0xff, 0xc3, 0x28]) })],
    ['headers', aRecord(step, 0, { headers: { ce_type: Buffer.from([0xff]), '': Buffer.alloc(0) } })],
    ['a time before 1970', aRecord(step, 0, { timestampMs: -1 })],
    ['a time beyond the year 9999', aRecord(step, 0, { timestampMs: Number.MAX_SAFE_INTEGER })],
    ['the last offset there is', aRecord(step, 0, { offset: '9223372036854775807' })],
    ['a value that is too long', aRecord('x'.repeat(MAX_BURIED_BYTES + 1))],
  ])('keeps its contract for a record with %s', (_, record) => {
    const letter = deadLetterOf({ record, reason: 'not-readable', detail: 'x' }, 'group', 1_790_000_000_000);
    expect(problemsOf(deadLetter, letter)).toEqual([]);
  });

  it.each([
    ['long', 'x'.repeat(5_000)],
    ['with NUL', 'a\u0000b'],
    ['with a lone surrogate', 'a\ud800b'],
    ['cut in the middle of an emoji', `${'x'.repeat(999)}🎉`],
  ])('keeps its contract for a detail that is %s', (_, detail) => {
    const dead = { record: aRecord(step), reason: 'handler-failed' as const, detail };
    const letter = deadLetterOf(dead, 'group', 1_790_000_000_000);
    expect(problemsOf(deadLetter, letter)).toEqual([]);
    expect(letter.detail.length).toBeLessThanOrEqual(1000);
  });

  it('says what was left out when the original does not fit', () => {
    const record = aRecord('x'.repeat(MAX_BURIED_BYTES + 1));
    const letter = deadLetterOf({ record, reason: 'schema-violation', detail: '/walk is missing' }, 'g', 0);
    expect(letter.value).toBeNull();
    expect(letter.detail).toMatch(/value of 1500001 bytes left out, SHA-256 [0-9a-f]{64}.*\/walk is missing/);
  });
});
