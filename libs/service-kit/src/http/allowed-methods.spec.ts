import { keyOf, NOTES, SampleApp } from '../../fixtures/sample-app';
import { methodsAt, patternsOf } from './allowed-methods';

describe('the methods of a path', () => {
  const patterns = patternsOf([
    { method: 'get', path: '/v1/apps/:app/notes' },
    { method: 'post', path: '/v1/apps/:app/notes' },
    { method: 'post', path: '/v1/apps/:app/sessions\\:change' },
    { method: 'delete', path: '/v1/apps' },
  ]);

  it.each([
    ['/v1/apps/demo/notes', 'GET,HEAD,OPTIONS,POST'],
    ['/v1/apps/demo/notes/', 'GET,HEAD,OPTIONS,POST'],
    ['/V1/Apps/demo/NOTES', 'GET,HEAD,OPTIONS,POST'],
    ['/v1/apps/demo/sessions:change', 'OPTIONS,POST'],
    ['/v1/apps', 'DELETE,OPTIONS'],
    ['/v1/apps/demo', ''],
    ['/v1/apps/demo/sessions', ''],
    ['/v1/apps//notes', ''],
  ])('%s knows %s', (path, methods) => {
    expect(methodsAt(path, patterns).join()).toBe(methods);
  });
});

describe('FF 2.10: a known path', () => {
  let sample: SampleApp;
  beforeAll(async () => void (sample = await SampleApp.start()));
  afterAll(() => sample.stop());

  it.each(['PUT', 'DELETE', 'PATCH', 'PROPFIND'])('answers %s with 405 and what it takes', async (method) => {
    const answer = await sample.call(NOTES, { method });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS, POST']);
    expect(answer.json()).toMatchObject({ code: 'method-not-allowed', status: 405 });
  });

  it('answers OPTIONS without a body, and HEAD like GET', async () => {
    const options = await sample.call(NOTES, { method: 'OPTIONS', as: '' });
    expect([options.status, options.headers.get('allow'), options.text]).toEqual([
      204,
      'GET, HEAD, OPTIONS, POST',
      '',
    ]);
    const head = await sample.call(NOTES, { method: 'HEAD' });
    expect([head.status, head.text]).toEqual([200, '']);
  });

  it('is told apart from one that nobody knows, and from a resource that is missing', async () => {
    expect((await sample.call('/v1/nowhere', { method: 'PUT' })).status).toBe(404);
    expect((await sample.call('/v1/nowhere', { method: 'OPTIONS' })).status).toBe(404);
    expect((await sample.call(`${NOTES}/missing`)).status).toBe(404);
  });
});

it('P22: a key that asks too often gets 429 and when to come again, and others do not', async () => {
  const sample = await SampleApp.start({ requestsPerSecond: 2 });
  try {
    const ask = (role: 'operator' | 'viewer') => sample.call('/v1/me', { as: keyOf(role, 'demo') });
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask('operator')));
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.headers.get('retry-after')).toBe('1');
    expect((await ask('viewer')).status).toBe(200);
  } finally {
    await sample.stop();
  }
});
