// What a form computes from the description of its fields: parts of a request, hints, files.
import { entriesOf, fieldOfPointer, partsOf } from './assemble';
import type { Field, Vendor } from './descriptor';
import { fillsOfFile, fillsOfText } from './drops';
import { lookOf } from './looks';

const words = (en: string) => ({ en, zh: en });
const field = (name: string, more: Partial<Field> = {}): Field => ({
  ...{ part: 'settings', name, kind: 'text', required: true, isSecret: false, isUsual: true },
  ...{ bindsTokens: false, label: words(name), hint: words(''), where: words(''), looks: [] },
  ...more,
});
const secret = (name: string, more: Partial<Field> = {}) =>
  field(name, { part: 'credential', isSecret: true, ...more });

const acme = {
  id: 'acme',
  fields: [
    field('appId'),
    secret('key', { looks: [{ matches: '^k-', says: words('a key of the old kind') }] }),
    secret('type', {
      kind: 'choice',
      isSecret: false,
      choices: ['a', 'b'].map((value) => ({ value, label: words(value) })),
    }),
    secret('onlyA', { onlyIf: { field: 'type', is: 'a' } }),
    secret('fixed', { kind: 'fixed', isSecret: false, value: 'always' }),
    field('click', {
      kind: 'click',
      clicks: [
        { action: 'open-app', label: words('Open app') },
        {
          action: 'open-url',
          label: words('Open URL'),
          field: { name: 'url', label: words('URL'), hint: words(''), example: '' },
        },
      ],
    }),
    field('style', {
      kind: 'choice',
      required: false,
      choices: [1, 2].map((value) => ({ value, label: words('') })),
    }),
    field('hosts', { kind: 'list', required: false }),
    field('template', { kind: 'json', required: false }),
    field('test', { kind: 'switch', required: false }),
  ],
  drops: [
    {
      ending: '.p8',
      as: 'text',
      fills: {
        key: { from: 'content' },
        appId: { from: 'file-name', pattern: '^Key_(\\d+)' },
        type: { from: 'word', word: 'b' },
      },
    },
    { ending: '.json', as: 'json', has: ['key'], fills: { key: { from: 'key', key: 'key' } } },
  ],
  settings: { properties: { appId: { pattern: '^[0-9]+$' } } },
  credential: { properties: { key: { pattern: '^[A-Z]{10}$' } } },
} as unknown as Vendor;

const NONE = () => '';

describe('the parts of a request', () => {
  it('have what was entered, in the kinds of the vendor, and nothing that is empty', () => {
    const entries = {
      ...entriesOf(acme, undefined),
      ...{
        appId: ' 7 ',
        type: 'b',
        style: '2',
        hosts: 'a.example\nb.example',
        template: '{"id":1}',
        test: true,
      },
      click: { action: 'open-url', value: 'https://x' },
    };
    const parts = partsOf(acme, entries, (name) => ({ key: 'ABC', onlyA: 'not asked for' })[name] ?? '');
    expect(parts).toEqual({
      settings: {
        ...{ appId: '7', click: { action: 'open-url', url: 'https://x' }, style: 2, test: true },
        ...{ hosts: ['a.example', 'b.example'], template: { id: 1 } },
      },
      credential: { key: 'ABC', type: 'b', fixed: 'always' },
      problems: {},
    });
  });

  it('say which text is no JSON', () => {
    expect(partsOf(acme, { template: '{' }, NONE).problems).toEqual({ template: 'must be JSON' });
  });

  it('begin with what is saved, and without a secret', () => {
    const entries = entriesOf(acme, {
      appId: '7',
      click: { action: 'open-url', url: 'https://x' },
      test: true,
    });
    expect(entries).toMatchObject({ appId: '7', test: true, type: 'a', style: '' });
    expect(entries['click']).toEqual({ action: 'open-url', value: 'https://x' });
    expect(entries).not.toHaveProperty('key');
  });

  it('are led back to from the pointer of a problem', () => {
    const of = (pointer: string) => fieldOfPointer(acme, pointer);
    expect(['/settings/click/url', '/credential/key', '/key', '/name', '', '/settings'].map(of)).toEqual([
      ...['click', 'key', 'key', 'name', undefined, undefined],
    ]);
  });
});

describe('a hint', () => {
  const of = (name: string, values: Record<string, string>) =>
    lookOf(acme, acme.fields.find((one) => one.name === name) as Field, (one) => values[one.name] ?? '');

  it('says what a value looks like, and is silent about a good one', () => {
    expect(of('key', { key: 'k-1' })).toMatchObject({ is: 'known' });
    expect(of('key', { key: '123' })).toMatchObject({ is: 'like', label: words('appId') });
    expect(of('appId', { appId: 'SAMESAMESA', key: 'SAMESAMESA' })).toMatchObject({
      is: 'same',
      label: words('key'),
    });
    expect(of('appId', { appId: 'ABCDEFGHIJ' })).toMatchObject({ is: 'like', label: words('key') });
    expect(of('key', { key: 'ABCDEFGHIJ', appId: '1' })).toBeUndefined();
    expect(of('key', {})).toBeUndefined();
  });
});

describe('a file', () => {
  it('fills what it is made for, also from its name', async () => {
    const file = new File(['  THE KEY\n'], 'Key_42.p8');
    expect(await fillsOfFile(file, acme.drops)).toEqual({ key: 'THE KEY', appId: '42', type: 'b' });
    expect(await fillsOfFile(new File(['{"key":"K"}'], 'a.json'), acme.drops)).toEqual({ key: 'K' });
  });

  it('that is another one fills nothing', async () => {
    expect(await fillsOfFile(new File(['{"other":1}'], 'a.json'), acme.drops)).toBeUndefined();
    expect(await fillsOfFile(new File(['no JSON'], 'a.json'), acme.drops)).toBeUndefined();
    expect(await fillsOfFile(new File(['x'], 'a.txt'), acme.drops)).toBeUndefined();
  });

  it('may be pasted as text, if its keys tell it', () => {
    expect(fillsOfText(' {"key":"K"}', acme.drops)).toEqual({ key: 'K' });
    expect(fillsOfText('THE KEY', acme.drops)).toBeUndefined();
  });
});
