// A vendor's words on their way into outcomes and logs.
import { printable } from './printable';

describe('printable', () => {
  it.each([
    ['keeps a plain reason', 'No valid targets!', 'No valid targets!'],
    [
      'keeps an app id',
      'AppId(id=2882303761517180012) in the blacklist',
      'AppId(id=2882303761517180012) in the blacklist',
    ],
    ['hides what may be a token', 'bad regid Hh3mT3w/bMmTCdp7+A==Kk9aabbCC', 'bad regid …'],
    ['hides a token of digits', 'regId 15554239157791000000009 is not valid', 'regId … is not valid'],
    ['keeps the name of a field', 'restricted_package_name is empty', 'restricted_package_name is empty'],
    ['makes one line of several', 'a\r\nx-header: y\u2028z', 'a x-header: y z'],
    ['mends half a character', 'a\ud800', 'a\ufffd'],
    ['takes no number for words', 5, ''],
    ['takes nothing for nothing', undefined, ''],
  ])('%s', (_what, words, text) => expect(printable(words, 120)).toBe(text));
  it('is short', () => expect(printable('wort '.repeat(10_000), 120).length).toBeLessThanOrEqual(120));
});
