// Who acts for others, over HTTP: the console's key and what others try with its header.
import { readFileSync, writeFileSync } from 'node:fs';
import { keyOf, NOTES, SampleApp, sha256 } from '../../../fixtures/sample-app';
import { ACTING_FOR } from './acting';
import { ApiKeys } from './api-keys';

let sample: SampleApp;
const DESKS = [
  { id: 'console', app: '*', role: 'admin', actsForOthers: true },
  { id: 'console-demo', app: 'demo', role: 'operator', actsForOthers: true },
  { id: 'not-really', app: '*', role: 'admin', actsForOthers: false },
  { id: 'im', app: '*', role: 'service', actsForOthers: true },
];
beforeAll(async () => {
  sample = await SampleApp.start();
  const before = JSON.parse(readFileSync(sample.keysFile, 'utf8')) as object[];
  const desks = DESKS.map((desk) => ({ ...desk, sha256: sha256(`key-of-${desk.id}`) }));
  writeFileSync(sample.keysFile, JSON.stringify([...before, ...desks]));
  sample.app.get(ApiKeys).refresh();
});
afterAll(() => sample.stop());

const ask = (desk: string, acting?: string, path = NOTES, body?: string) =>
  sample.call(path, {
    as: desk.startsWith('key-of-') ? desk : `key-of-${desk}`,
    headers: acting === undefined ? {} : { [ACTING_FOR]: acting },
    ...(body !== undefined && { body }),
  });
const LI = 'user=li.wei&app=demo&role=operator';

describe('a key that acts for others', () => {
  it('makes the caller the person it names, in their app and role', async () => {
    expect((await ask('console', LI)).json()).toMatchObject({
      caller: { id: 'li.wei (console)', app: 'demo', role: 'operator' },
    });
    const named = await ask('console', 'role=viewer&app=*&user=%E6%9D%8E+%E4%BC%9F%40x', '/v1/me');
    expect(named.json()).toEqual({ id: '李 伟@x (console)', app: '*', role: 'viewer' });
  });

  it('leaves the roles to the routes: a viewer may not write, and sees no other app', async () => {
    const viewer = 'user=li.wei&app=demo&role=viewer';
    expect((await ask('console', viewer, NOTES, '{"title":"a"}')).status).toBe(403);
    expect((await ask('console', LI, NOTES, '{"title":"a"}')).status).toBe(201);
    expect((await ask('console', LI, '/v1/apps/other/notes')).status).toBe(404);
    expect(
      (
        await sample.call('/v1/apps', {
          method: 'DELETE',
          as: 'key-of-console',
          headers: { [ACTING_FOR]: LI },
        })
      ).status,
    ).toBe(403);
  });

  it.each([
    ['console-demo', 'user=a&app=demo&role=admin'],
    ['console-demo', 'user=a&app=*&role=operator'],
    ['console-demo', 'user=a&app=other&role=viewer'],
    ['console', 'user=a&app=demo&role=service'],
    ['im', 'user=a&app=demo&role=service'],
    ['im', 'user=a&app=demo&role=viewer'],
  ])('%s gives nobody more than it may: %s', async (desk, acting) => {
    const answer = await ask(desk, acting);
    expect([answer.status, answer.json()]).toEqual([
      403,
      expect.objectContaining({ code: 'acting-beyond-key' }),
    ]);
  });

  it('is refused without a name: its own power is nobody’s', async () => {
    const answer = await ask('console');
    expect(answer.status).toBe(403);
    expect(answer.json()).toMatchObject({ code: 'acting-for-nobody' });
  });

  it.each([
    '',
    'li.wei',
    'user=li.wei&app=demo',
    `${LI}&role=admin`,
    `${LI}&more=1`,
    `${LI}, ${LI}`,
    'user=&app=demo&role=viewer',
    'user=a%0Ab&app=demo&role=viewer',
    'user=%FF&app=demo&role=viewer',
    'user=a&app=Demo&role=viewer',
    'user=a&app=demo&role=root',
    'user=a&app=demo&role=toString',
    `user=${'x'.repeat(129)}&app=demo&role=viewer`,
    `user=${'%41'.repeat(400)}&app=demo&role=viewer`,
  ])('is refused with %j', async (acting) => {
    const answer = await ask('console', acting);
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({
      code: 'invalid-header',
      errors: [{ pointer: `/${ACTING_FOR}`, rule: expect.stringContaining('user=li.wei') }],
    });
  });
});

describe('any other key', () => {
  it.each([keyOf('admin', '*'), keyOf('viewer', 'demo'), 'key-of-not-really'])(
    'is refused with the header, however it looks: %s',
    async (key) => {
      for (const acting of [LI, 'nonsense']) {
        const answer = await ask(key, acting);
        expect(answer.status).toBe(403);
        expect(answer.json()).toMatchObject({ code: 'acting-not-allowed' });
      }
    },
  );

  it('without a key the header is nothing', async () =>
    expect((await sample.call(NOTES, { as: '', headers: { [ACTING_FOR]: LI } })).status).toBe(401));
});
