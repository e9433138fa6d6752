// What operators and phones hand in: credential, settings, token.
import { Value } from '@sinclair/typebox/value';
import type { Builders } from './deliveries';
import type { Subject } from './subject';

/** No vendor takes these: they end a field, a path or a header, or are cut to another phone's address on the wire. */
const NEVER_TOKENS = [
  '',
  'a b',
  'a,b',
  'a&registration_id=b',
  'a?b',
  'a\r\nx: y',
  'a\u0000b',
  'šŢţ',
  'a"b',
  'a%2Cb',
];
export function aboutForms(subject: Subject, { many }: Builders): void {
  const { vendor, settings } = subject;

  it('take what an operator enters', () => {
    expect(Value.Check(vendor.credential, subject.credential)).toBe(true);
    expect(Value.Check(vendor.settings, settings)).toBe(true);
  });
  it('keep secrets out of the settings', () => {
    const secrets = Object.keys(vendor.credential['properties'] as object);
    expect(Object.keys(vendor.settings['properties'] as object)).not.toEqual(expect.arrayContaining(secrets));
  });
  it.each([...NEVER_TOKENS, ...subject.forbiddenTokens])('refuse the token %j', (token) => {
    expect(vendor.token.problem(token)).toMatch(/\w/);
  });
  it('give each phone one canonical form, and two phones two (FF 1.7)', () => {
    const [first, second] = many(2).map(({ token }) => token) as [string, string];
    const form = vendor.token.canonical(first);
    expect(vendor.token.canonical(form)).toBe(form);
    expect(vendor.token.canonical(second)).not.toBe(form);
    for (const written of subject.alsoWritten?.(first) ?? []) {
      expect(vendor.token.problem(written)).toBeUndefined();
      expect(vendor.token.canonical(written)).toBe(form);
    }
  });
  it('answer to their own id', () => expect(vendor.id).toMatch(/^[a-z][a-z0-9-]{0,31}$/));
}
