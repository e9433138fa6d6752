import { randomBytes } from 'node:crypto';
import { register } from 'prom-client';
import { type Call, NOTES, SampleApp } from '../../fixtures/sample-app';

let sample: SampleApp;
const call = (path: string, options?: Call) => sample.call(path, options);
beforeAll(async () => void (sample = await SampleApp.start()));
afterAll(() => sample.stop());

describe('a query', () => {
  it('is read as the schema says', async () => {
    const { filter } = (await call(`${NOTES}?limit=5&isOpen=true&state=a`)).json() as { filter: object };
    expect(filter).toEqual({ limit: 5, isOpen: true, state: ['a'] });
  });

  it.each([
    ['limit=0', '/limit'],
    ['limit=201', '/limit'],
    ['limit=five', '/limit'],
    ['limit=1e2', '/limit'],
    ['limit=1&limit=2', '/limit'],
    ['isOpen=1', '/isOpen'],
    ['isOpen=toString', '/isOpen'],
    ['limits=1', '/limits'],
    ['__proto__=1', '/__proto__'],
    ['toString=1', '/toString'],
  ])('%s is refused with the parameter and the rule', async (query, pointer) => {
    const answer = await call(`${NOTES}?${query}`);
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({
      code: 'invalid-query',
      errors: [expect.objectContaining({ pointer })],
    });
  });
});

describe('a problem', () => {
  it('is a document with a stable code', async () => {
    const answer = await call(`${NOTES}/gone`, {
      headers: { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' },
    });
    expect([answer.status, answer.json()]).toEqual([
      410,
      {
        type: 'urn:offline-push:problem:gone',
        title: 'Gone',
        status: 410,
        detail: 'It was here.',
        instance: '/v1/apps/demo/notes/gone',
        code: 'gone',
        errors: [{ pointer: '/note', rule: 'old' }],
        traceId: '0af7651916cd43dd8448eb211c80319c',
      },
    ]);
  });

  it('never repeats a query', async () => {
    const answer = await call(`${NOTES}/gone?key=canary`);
    expect(answer.json()).toMatchObject({ status: 400, instance: `${NOTES}/gone` });
    expect(answer.text).not.toContain('canary');
  });

  it('says nothing about a bug of ours', async () => {
    const answer = await call(`${NOTES}/bug`);
    expect([answer.status, (answer.json() as { code: string }).code]).toEqual([500, 'internal-error']);
    expect(answer.text).not.toMatch(/canary|TypeError|\.ts|node_modules/);
  });

  it('asks to come again while the database is away', async () => {
    const answer = await call(`${NOTES}/away`);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
    expect(answer.json()).toMatchObject({ code: 'unavailable' });
  });

  it.each([
    ['/nowhere', 404, 'not-found'],
    [`${NOTES}/%E0%A4%A`, 400, 'invalid-path'],
  ])('answers %s as well', async (path, status, code) => {
    const answer = await call(path);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer.json()).toMatchObject({ status, code });
  });
});

describe('every answer', () => {
  it.each([NOTES, '/nowhere', `${NOTES}/bug`])(
    'of %s stays out of caches and tells no server',
    async (path) => {
      const { headers } = await call(path);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('etag')).toBeNull();
    },
  );

  it('is counted by the pattern of its route, never by its path', async () => {
    const id = randomBytes(8).toString('hex');
    await call(`${NOTES}/${id}`);
    await call(`/nowhere/${id}`);
    const text = await register.metrics();
    expect(text).toContain('method="GET",route="/v1/apps/:app/notes/:note",status="200"');
    expect(text).toContain('method="GET",route="unmatched",status="404"');
    expect(text).not.toContain(id);
  });
});
