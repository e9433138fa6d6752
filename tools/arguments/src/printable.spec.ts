import { printable } from './printable';

describe('words of others on a terminal', () => {
  it.each([
    ['a colour', '\u001b[31mred', '\\u001b[31mred'],
    ['a title of the window', '\u001b]0;pwn\u0007', '\\u001b]0;pwn\\u0007'],
    ['an escape of one byte', '\u009b2J', '\\u009b2J'],
    ['a carriage return', 'no\ryes', 'no\\u000dyes'],
    ['a turned direction', 'a\u202eb\u2066c\u200f', 'a\\u202eb\\u2066c\\u200f'],
  ])('%s is shown, not done', (_, text, shown) => expect(printable(text)).toBe(shown));

  it('leaves lines, tabs, accents and families alone', () => {
    const text = 'Ä\t日本\n👨‍👩‍👧 e\u0301';
    expect(printable(text)).toBe(text);
  });
});
