// Marks of direction: pairs pass, what lacks its half is taken out.
import { balanced } from './direction';
import { truncate } from './truncate';

describe('behaviour 3.16: marks of direction', () => {
  it.each([
    ['no marks', '<b>שלום</b> hello', '<b>שלום</b> hello'],
    ['an isolate', '\u2067שלום\u2069: hi', '\u2067שלום\u2069: hi'],
    ['isolates in each other', '\u2066a\u2067b\u2069c\u2069', '\u2066a\u2067b\u2069c\u2069'],
    ['an embedding', '\u202bשלום\u202c: hi', '\u202bשלום\u202c: hi'],
    ['an open isolate', '\u2067שלום: hi', 'שלום: hi'],
    ['an open override', '\u202egnp.exe', 'gnp.exe'],
    ['one of two open', '\u2066a\u2067b\u2069', 'a\u2067b\u2069'],
    ['an end of nothing', 'a\u2069b\u202cc', 'abc'],
    ['an embedding that its isolate ends', '\u2067a\u202eb\u2069c\u202c', '\u2067ab\u2069c'],
    [
      'an embedding ended inside an isolate',
      '\u202ea\u2067b\u202cc\u2069\u202c',
      '\u202ea\u2067bc\u2069\u202c',
    ],
  ])('%s', (_what, text, kept) => {
    expect(balanced(text)).toBe(kept);
    expect(balanced(kept)).toBe(kept);
  });
  it('lose no end by a cut', () => {
    expect(truncate(`\u2067${'א'.repeat(30)}\u2069`, 20)).toBe(`${'א'.repeat(16)}...`);
    expect(truncate('\u2067שלום\u2069: hi', 20)).toBe('\u2067שלום\u2069: hi');
  });
  it('are looked for once, however many there are', () => {
    const startedAt = performance.now();
    expect(balanced('\u2067'.repeat(200_000))).toBe('');
    expect(balanced('\u2067\u202e'.repeat(50_000) + '\u2069'.repeat(50_000))).toHaveLength(100_000);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});
