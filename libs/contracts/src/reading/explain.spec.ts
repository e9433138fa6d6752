import { bindingReported, messageSent, problemsOf, sessionChanged, type Topic } from '../index';

const ids = { app: 'demo', user: 'bob', device: 'phone', session: 's-1' };
const session = (fields: object) => ({ ...ids, change: 'logged-in', ...fields });
const report = (binding: unknown) => ({ ...ids, binding });
const message = (fields: object) => ({
  app: 'demo',
  messageId: 'm',
  conversation: 'c',
  recipients: ['bob'],
  ...fields,
});
const click = (value: unknown) => message({ push: { click: value } });
const good = { certificateId: 6666, token: 'ok' };

describe('FF 2.4: a refusal names the field and what would be taken', () => {
  it.each<[string, Topic, unknown, string, string]>([
    [
      'a platform',
      sessionChanged as Topic,
      session({ platform: 'tv' }),
      '/platform',
      'must be one of android, ios, ',
    ],
    [
      'a number for it',
      sessionChanged as Topic,
      session({ platform: 7 }),
      '/platform',
      'must be one of android',
    ],
    [
      'a change',
      sessionChanged as Topic,
      session({ change: 'gone' }),
      '/change',
      'must be one of logged-in, connected',
    ],
    [
      'an id as text',
      bindingReported as Topic,
      report({ ...good, certificateId: '9' }),
      '/binding/certificateId',
      'must be an integer',
    ],
    [
      'an id of 0',
      bindingReported as Topic,
      report({ ...good, certificateId: 0 }),
      '/binding/certificateId',
      'must be at least 1',
    ],
    [
      'a blank token',
      bindingReported as Topic,
      report({ ...good, token: ' ' }),
      '/binding/token',
      'visible ASCII',
    ],
    [
      'a long token',
      bindingReported as Topic,
      report({ ...good, token: 'x'.repeat(5000) }),
      '/binding/token',
      'must have at most 4096 characters',
    ],
    [
      'half a binding',
      bindingReported as Topic,
      report({ certificateId: 1 }),
      '/binding/token',
      'is missing',
    ],
    ['a text for it', bindingReported as Topic, report('off'), '/binding', 'must be an object or null'],
    ['a list for it', bindingReported as Topic, report([]), '/binding', 'must be an object or null'],
    [
      'a URL',
      messageSent as Topic,
      click({ action: 'open-url', url: 'ftp://x' }),
      '/push/click/url',
      '(http or https)',
    ],
    [
      'a page',
      messageSent as Topic,
      click({ action: 'open-page', page: 'myapp://chat' }),
      '/push/click/page',
      'intent:#Intent;…;end',
    ],
    [
      'an action',
      messageSent as Topic,
      click({ action: 'open' }),
      '/push/click/action',
      'must be one of open-app, open-url, open-page',
    ],
    [
      'no action',
      messageSent as Topic,
      click({}),
      '/push/click/action',
      'must be one of open-app, open-url, open-page',
    ],
    ['a text for a click', messageSent as Topic, click('open-app'), '/push/click', 'must be an object'],
    [
      'a word for yes',
      messageSent as Topic,
      message({ evenIfOnline: 'yes' }),
      '/evenIfOnline',
      'must be true or false or a list',
    ],
    [
      'an id in a list',
      messageSent as Topic,
      message({ evenIfOnline: ['bob', ''] }),
      '/evenIfOnline/1',
      'must have at least 1 character',
    ],
  ])('%s', (_, topic, event, pointer, rule) => {
    const problems = problemsOf(topic, event);
    expect(problems).toEqual([{ pointer, rule: expect.stringContaining(rule) }]);
    expect(JSON.stringify(problems)).not.toContain('Expected');
  });
});

it('a list of 200,000 bad ids is refused in a moment', () => {
  const startedAt = performance.now();
  expect(problemsOf(messageSent, message({ evenIfOnline: Array(200_000).fill('') }))).toHaveLength(10);
  expect(performance.now() - startedAt).toBeLessThan(500);
});

describe('FF 2.8: what is missing', () => {
  it('is told once per field, and nothing else is said of it', () => {
    expect(problemsOf(sessionChanged, {})).toEqual(
      ['/app', '/user', '/device', '/session', '/change'].map((pointer) => ({ pointer, rule: 'is missing' })),
    );
  });
});
