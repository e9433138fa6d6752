import { messageSent, readEvent } from '../index';

const read = (value: Buffer | string | null) =>
  readEvent(messageSent, typeof value === 'string' ? Buffer.from(value) : value);
const good = { app: 'demo', messageId: 'm', conversation: 'c', recipients: ['bob'] };
const withField = (field: object) => JSON.stringify({ ...good, ...field });

describe('reading a record', () => {
  it.each<[string, Buffer | string | null, string, string]>([
    ['no value', null, '', 'must not be empty'],
    ['an empty value', '', '', 'must not be empty'],
    ['a document cut in a string', '{"app":"de', '', 'must be JSON'],
    ['a byte order mark', '\ufeff{}', '', 'must be JSON'],
    ['a bare word', 'null', '', 'must be an object'],
    ['broken UTF-8', Buffer.from([0x22, 0xc3, 0x28, 0x22]), '', 'must be UTF-8'],
    ['100,000 nested arrays', '['.repeat(100_000), '', 'must not nest deeper than 32'],
    ['NUL in an id', withField({ messageId: 'a\u0000' }), '/messageId', 'no control characters'],
    [
      'a lone surrogate',
      '{"app":"demo","messageId":"m","conversation":"c","recipients":["\\ud800"]}',
      '/recipients/0',
      'no lone surrogates',
    ],
    ['no recipients', withField({ recipients: [] }), '/recipients', 'must have at least 1 entry'],
    [
      '1,001 recipients',
      withField({ recipients: Array(1001).fill('u') }),
      '/recipients',
      'must have at most 1000 entries',
    ],
    ['a number as text', withField({ lifetimeSeconds: '5' }), '/lifetimeSeconds', 'must be an integer'],
    [
      'a URL that is none',
      withField({ push: { click: { action: 'open-url', url: 'javascript:alert(1)' } } }),
      '/push/click/url',
      '(http or https)',
    ],
  ])('refuses %s and names field and rule', (_, value, pointer, rule) => {
    const reading = read(value);
    expect(reading.ok).toBe(false);
    expect(reading).toMatchObject({
      problems: expect.arrayContaining([expect.objectContaining({ pointer })]),
    });
    expect(JSON.stringify(reading)).toContain(rule);
  });

  it.each([
    ['a comma too many', '{"binding":{"token":"SECRET",}}'],
    ['a bare word', '{"token":"SECRET","x":undefined}'],
    ['a control character', '{"token":"SECRET","x":\u001b[2J}'],
    ['a mark of direction', '{"token":"SECRET","x":\u202e}'],
    ['a quote', '{"token":"SECRET" "x":1}'],
    ['short text', 'SECRET'],
  ])('quotes nothing of a document with %s', (_, value) => {
    const rule = JSON.stringify(read(value));
    expect(rule).toContain('must be JSON: ');
    expect(rule).not.toMatch(/SEC|RET"|\u202e|u001b/);
  });

  it('lets brackets in texts alone', () => {
    expect(read(withField({ push: { text: `${'['.repeat(100)}"\\${'{'.repeat(100)}` } })).ok).toBe(true);
  });
});
