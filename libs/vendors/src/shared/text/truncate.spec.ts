// Cutting texts: UTF-16 units, three dots, whole characters.
import fc from 'fast-check';
import { truncate } from './truncate';

describe('truncate', () => {
  it.each([
    ['keeps what fits', 'x'.repeat(49), 49, 'x'.repeat(49)],
    ['cuts to the limit, dots included', 'x'.repeat(50), 49, `${'x'.repeat(46)}...`],
    ['counts an emoji as two units', '🎉'.repeat(25), 49, `${'🎉'.repeat(23)}...`],
    ['never leaves half an emoji', `${'x'.repeat(45)}🎉🎉🎉`, 49, `${'x'.repeat(45)}...`],
    ['FF 1.17: never leaves half a family', `${'x'.repeat(40)}👨‍👩‍👧‍👦 at home`, 49, `${'x'.repeat(40)}...`],
    ['FF 1.17: never leaves half a flag', `${'x'.repeat(44)}🇨🇳 is far`, 49, `${'x'.repeat(44)}...`],
    ['survives a limit below the dots', 'abcdef', 2, '..'],
    ['keeps nothing of nothing', '', 49, ''],
  ])('%s', (_what, text, limit, cut) => expect(truncate(text, limit)).toBe(cut));

  it('never exceeds the limit and never breaks a well-formed text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 80 }),
        fc.integer({ min: 0, max: 60 }),
        (text, limit) => {
          const cut = truncate(text, limit);
          return cut.length <= limit && cut.isWellFormed();
        },
      ),
    );
  });
});
