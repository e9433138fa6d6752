// One closed list in two languages. That a text which lacks one does not compile is checked by `tsc`, which reads this file too.
import { EVIDENCE, told } from './evidence';
import { REASONS } from './list';
import { ACTOR_NAMES, type Reason } from './reason';
import { reasonOfCode } from './codes/own-codes';
import { CHECKS } from './checks/checks';
import type { GATE } from './gate';
import { filled, joined, says, sentence, type Text } from './words';

const HAN = /\p{Script=Han}/u;
const all = Object.entries(REASONS).flatMap(([kind, table]) =>
  Object.entries<Reason>(table).map(([code, reason]): [string, Reason] => [`${kind}: ${code}`, reason]),
);
const gapsOf = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, gap = '']) => gap).sort();
/** Signs of half width between Chinese characters are typing errors. */
const isWellSet = ({ 'zh-CN': zh }: Text): boolean =>
  !/\p{Script=Han}[,;:?!]|[,;:?!]\p{Script=Han}/u.test(zh);

describe('issue 12 section 8: the list of reasons', () => {
  it.each(all)('%s has its meaning, a remedy and who acts, in both languages', (_, { who, means, toDo }) => {
    expect(Object.keys(ACTOR_NAMES)).toContain(who);
    for (const text of [means, toDo]) {
      expect(text.en).toMatch(/\S[.?!)]?$/);
      expect(text.en).not.toMatch(HAN);
      expect(text['zh-CN']).toMatch(HAN);
      expect(isWellSet(text)).toBe(true);
    }
  });

  it.each(Object.entries(EVIDENCE))('evidence %s has the same gaps in both languages', (_, { text }) => {
    expect(gapsOf(text['zh-CN'])).toEqual(gapsOf(text.en));
    expect(isWellSet(text)).toBe(true);
  });

  it('has 28 checks, in their order', () => {
    expect(Object.values(CHECKS).map(({ number }) => number)).toEqual(
      Array.from({ length: 28 }, (_, i) => i + 1),
    );
  });

  it('does not compile with a text that lacks a language, is empty, or has other gaps', () => {
    // @ts-expect-error Chinese is missing.
    says('Since then.');
    // @ts-expect-error English is empty.
    says('', '从那时起。');
    // @ts-expect-error Chinese is empty.
    says('Since then.', '');
    // @ts-expect-error Chinese lacks a gap.
    sentence('Since {at}.', '从那时起。');
    // @ts-expect-error Chinese has another gap.
    sentence('Since {at}.', '自 {time} 起。');
    // @ts-expect-error a gap is not filled.
    told('since', {});
    // @ts-expect-error a reason of the gate without words.
    const gate: Record<keyof typeof GATE, Reason> = {};
    // @ts-expect-error a text in one language.
    const text: Text = { en: 'Since then.' };
    expect([gate, text]).toHaveLength(2);
  });
});

describe('words', () => {
  it('fill gaps by text of the same language, and leave the words of others as they are', () => {
    const words = filled(says('Since {at}: {why}.', '自 {at} 起：{why}。'), {
      at: '10:02',
      why: says('a test', '测试'),
    });
    expect(words).toEqual({ en: 'Since 10:02: a test.', 'zh-CN': '自 10:02 起：测试。' });
    expect(told('taken-as', { vendor: '{at}', at: '$&', id: '$1' }).en).toBe('{at} took it at $& as $1.');
  });

  it('are joined as each language joins them', () => {
    const since = says('Since then.', '从那时起。');
    expect(joined(since, undefined, 'invalid sign', since)).toEqual({
      en: 'Since then. invalid sign Since then.',
      'zh-CN': '从那时起。invalid sign 从那时起。',
    });
  });

  it('explain statuses and network errors as a family', () => {
    expect(reasonOfCode('login-http-503')).toBe(REASONS.code['unreadable-answer']);
    expect(reasonOfCode('econnrefused')).toBe(REASONS.code.deadline);
    expect([reasonOfCode('21301'), reasonOfCode('constructor'), reasonOfCode(undefined)]).toEqual([
      ...[undefined, undefined, undefined],
    ]);
  });
});
