import { Click } from '@offline-push/contracts';
import { Type } from '@sinclair/typebox';
import { type Listed, MAX_CREDENTIAL_BYTES, VendorForms } from './vendor-form';

const acme: Listed = {
  id: 'acme',
  displayName: 'Acme Push',
  settings: Type.Object({
    package: Type.String({
      pattern: '^[a-z.]+$',
      description: 'The Android package, for instance com.example.im.',
    }),
    click: Click,
    channel: Type.Optional(Type.String({ maxLength: 5 })),
  }),
  credential: Type.Object({ secret: Type.String({ minLength: 8 }) }),
};

const forms = new VendorForms([acme, { ...acme, id: 'other' }]);
const problems = (entered: Parameters<typeof forms.problems>[1]) => forms.problems('acme', entered);
const settings = { package: 'com.example', click: { action: 'open-app' } };
const credential = { secret: 'planted-secret' };

describe('the form of a vendor', () => {
  it('takes what the vendor takes', () => {
    expect(problems({ settings, credential })).toEqual([]);
    expect(problems({ settings })).toEqual([]);
  });

  it("FF 1.13: takes a serializer's null for a field that is not entered", () => {
    const entered = { name: 'x', settings: { ...settings, channel: null }, credential: { secret: null } };
    const kept = forms.withoutNulls('acme', entered);
    expect(kept).toEqual({ name: 'x', settings, credential: { secret: null } });
    expect(problems(kept)).toEqual([{ pointer: '/credential/secret', rule: 'must be a text' }]);
    expect(forms.withoutNulls('nobody', entered)).toBe(entered);
  });

  it.each([
    [
      'open-url must be http or https',
      { action: 'open-url', url: 'ftp://x/y' },
      '/settings/click/url',
      'http or https',
    ],
    ['open-url needs a URL', { action: 'open-url' }, '/settings/click/url', 'is missing'],
    ['no script', { action: 'open-url', url: 'javascript:alert(1)' }, '/settings/click/url', 'http or https'],
    [
      'open-page must be an intent URI',
      { action: 'open-page', page: 'com.example/.Chat' },
      '/settings/click/page',
      'intent:#Intent;…;end',
    ],
    [
      'an unknown action',
      { action: 'open-door' },
      '/settings/click/action',
      'must be one of: open-app, open-url, open-page',
    ],
    ['no action', {}, '/settings/click/action', 'must be one of: open-app, open-url, open-page'],
  ])('click: %s', (_, click, pointer, rule) => {
    expect(problems({ settings: { ...settings, click } })).toEqual([
      { pointer, rule: expect.stringContaining(rule) },
    ]);
  });

  it.each([
    ['a missing field', { click: { action: 'open-app' } }, '/settings/package', 'is missing'],
    [
      'a wrong form, with the words that explain it',
      { ...settings, package: 'A B' },
      '/settings/package',
      'com.example.im',
    ],
    [
      'a text that is too long',
      { ...settings, channel: 'abcdef' },
      '/settings/channel',
      'at most 5 characters',
    ],
    ['a number for a text', { ...settings, channel: 5 }, '/settings/channel', 'must be a text'],
    [
      'NUL, which the database cannot hold',
      { ...settings, channel: 'a\u0000' },
      '/settings/channel',
      'without NUL',
    ],
    ['half a surrogate pair', { ...settings, channel: '\ud800' }, '/settings/channel', 'lone surrogates'],
    [
      'a secret among the settings, where it would not be sealed',
      { ...settings, secret: 'x' },
      '/settings/secret',
      'not a field',
    ],
    [
      'an unknown field inside a variant',
      { ...settings, click: { action: 'open-app', url: 'https://x' } },
      '/settings/click/url',
      'not a field',
    ],
    [
      'constructor as a field',
      { ...settings, constructor: { x: 1 } },
      '/settings/constructor',
      'not a field',
    ],
    ['toString as a field', { ...settings, toString: 'x' }, '/settings/toString', 'not a field'],
    [
      '__proto__ as a field',
      JSON.parse('{"package":"a","click":{"action":"open-app"},"__proto__":{"x":1}}') as Record<
        string,
        unknown
      >,
      '/settings/__proto__',
      'not a field',
    ],
    ['a pointer with / and ~', { ...settings, 'a/b~c': 1 }, '/settings/a~1b~0c', 'not a field'],
  ])('names %s', (_, wrong, pointer, rule) => {
    expect(problems({ settings: wrong })).toEqual([{ pointer, rule: expect.stringContaining(rule) }]);
  });

  it('never repeats a value, which may be a secret', () => {
    const found = problems({ settings, credential: { secret: 'short', other: 'planted-secret' } });
    expect(found).toEqual([{ pointer: '/credential/secret', rule: 'must have at least 8 characters' }]);
    expect(
      JSON.stringify(problems({ settings, credential: { ...credential, more: 'planted' } })),
    ).not.toContain('planted');
  });

  it('refuses a credential that would not fit into a record of the topic', () => {
    const secret = 'x'.repeat(MAX_CREDENTIAL_BYTES);
    expect(problems({ settings, credential: { secret } })).toEqual([
      { pointer: '/credential', rule: 'must have at most 32768 bytes as JSON' },
    ]);
  });

  it.each(['nobody', 'constructor', '__proto__', ''])(
    'does not know a vendor %j, and says whom it knows',
    (vendor) => {
      expect(forms.problems(vendor, { settings, credential })).toEqual([
        { pointer: '/vendor', rule: 'must be one of: acme, other' },
      ]);
    },
  );

  it('FF 2.1: hears from the vendor what takes work to see, of a new credential only', async () => {
    const hurdle = () => Promise.resolve({ field: '/secret', rule: 'takes too long to open' });
    const slow = new VendorForms([{ ...acme, hurdle }]);
    expect(await slow.hurdles('acme', { settings, credential })).toEqual([
      { pointer: '/credential/secret', rule: 'takes too long to open' },
    ]);
    expect(await slow.hurdles('acme', { settings })).toEqual([]);
    expect(await forms.hurdles('acme', { settings, credential })).toEqual([]);
    expect(await forms.hurdles('nobody', { settings, credential })).toEqual([]);
  });

  it('pollutes no prototype', () => {
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});
