import { LiveWords } from '../bus';
import { mentionsAny, mentionsAnyOf } from './mentions';

const isMentioned = mentionsAny(['logged-out', 'kicked']);
const record = (event: unknown): Buffer => Buffer.from(JSON.stringify(event));

describe('mentions', () => {
  it.each(['logged-out', 'kicked'])('finds %s', (change) => {
    expect(isMentioned(record({ user: 'bob', change }))).toBe(true);
  });

  it.each(['LOGGED_OUT', 'LoggedOut', 'loggedOut', 'logged_out', 'KICKED', 'Kicked'])(
    'P18: finds %s, which the contract takes for the same word',
    (change) => {
      expect(isMentioned(record({ user: 'bob', change }))).toBe(true);
    },
  );

  it('P18: leaves to the parser what is in base64', () => {
    expect(isMentioned(record({ specversion: '1.0', data_base64: 'e30=' }))).toBe(true);
  });

  it.each(['connected', 'logged-in', 'foreground'])('passes %s over', (change) => {
    expect(isMentioned(record({ user: 'bob', change }))).toBe(false);
  });

  it('leaves to the parser what is written with escapes: a serializer may escape any letter', () => {
    expect(isMentioned(Buffer.from('{"change":"logged\\u002dout"}'))).toBe(true);
    expect(isMentioned(Buffer.from('{"user":"\\u5f20\\u4e09","change":"connected"}'))).toBe(true);
  });

  it('takes words as they are, whatever letters they have', () => {
    const finds = mentionsAny(['a.b', '结束']);
    expect(finds(record({ change: 'a.b' }))).toBe(true);
    expect(finds(record({ change: 'axb' }))).toBe(false);
    expect(finds(record({ change: '结束' }))).toBe(true);
  });

  it('has nothing to find in a record without a value', () => {
    expect(isMentioned(null)).toBe(false);
    expect(isMentioned(Buffer.alloc(0))).toBe(false);
  });
});

describe('words that change', () => {
  it('are all records at first, none where nobody asks, and those that hold one of them', () => {
    const live = new LiveWords();
    const finds = mentionsAnyOf(live);
    const asked = () => ['demo', 'other'].map((app) => finds(record({ app })));
    expect(asked()).toEqual([true, true]);
    live.words = [];
    expect([...asked(), finds(Buffer.from('{"app":"\\u0064"}'))]).toEqual([false, false, false]);
    live.words = ['demo'];
    expect(asked()).toEqual([true, false]);
    live.words = ['other'];
    expect(asked()).toEqual([false, true]);
  });
});
