import { cutText } from '../index';

const FAMILY = '👨‍👩‍👧‍👦';

describe('FF 1.17: cutting a text', () => {
  it.each([
    ['that fits', 'hello', 5, 'hello'],
    ['of plain letters', 'hello', 4, 'hell'],
    ['in a family', `ab${FAMILY}`, 5, 'ab'],
    ['behind a family', `${FAMILY}x`, FAMILY.length, FAMILY],
    ['in a flag', 'a🇨🇳b', 4, 'a'],
    ['in a skin tone', '👍🏽!', 3, '👍'.slice(0, 2)],
    ['in an accent', 'ae\u0301', 2, 'a'],
    ['in a Hangul syllable of letters', '\u1100\u1161\u11a8\u1100', 3, '\u1100\u1161\u11a8'],
    ['between CR and LF', 'a\r\nb', 2, 'a'],
    ['to nothing', 'abc', 0, ''],
  ])('%s', (_, text, limit, cut) => expect(cutText(text, limit)).toBe(cut));

  it('keeps a part of a letter with 10,000 marks, and whole code points', () => {
    expect(cutText(`a${'\u0301'.repeat(10_000)}`, 50)).toHaveLength(50);
    expect(cutText('\ud83d\udc68\u200d'.repeat(500), 4).isWellFormed()).toBe(true);
  });

  it('of a million characters takes no longer than of a short one', () => {
    const long = 'x'.repeat(1_000_000);
    const startedAt = performance.now();
    for (let i = 0; i < 100; i++) cutText(long, 200);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });
});
