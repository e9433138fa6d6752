import { mentionsAny } from './mentions';

const isMentioned = mentionsAny(['logged-out', 'kicked']);
const record = (event: unknown): Buffer => Buffer.from(JSON.stringify(event));

describe('mentions', () => {
  it.each(['logged-out', 'kicked'])('finds %s', (change) => {
    expect(isMentioned(record({ user: 'bob', change }))).toBe(true);
  });

  it.each(['connected', 'logged-in', 'foreground'])('passes %s over', (change) => {
    expect(isMentioned(record({ user: 'bob', change }))).toBe(false);
  });

  it('leaves to the parser what is written with escapes: a serializer may escape any letter', () => {
    expect(isMentioned(Buffer.from('{"change":"logged\\u002dout"}'))).toBe(true);
    expect(isMentioned(Buffer.from('{"user":"\\u5f20\\u4e09","change":"connected"}'))).toBe(true);
  });

  it('has nothing to find in a record without a value', () => {
    expect(isMentioned(null)).toBe(false);
    expect(isMentioned(Buffer.alloc(0))).toBe(false);
  });
});
