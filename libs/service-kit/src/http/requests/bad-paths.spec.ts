import { type Call, keyOf, NOTES, SampleApp } from '../../../fixtures/sample-app';
import { undecodablePart } from './undecodable';

let sample: SampleApp;
const call = (path: string, options?: Call) => sample.call(path, options);
const refusal = async (path: string, options?: Call) => {
  const answer = await call(path, options);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const { code, errors } = answer.json<{ code: string; errors: object[] }>();
  return { status: answer.status, code, errors };
};
beforeAll(async () => void (sample = await SampleApp.start()));
afterAll(() => sample.stop());

describe('FF 1.15: a path is checked by the rules of bodies, whatever its handler looks at', () => {
  it.each([
    ['NUL', 'a%00b'],
    ['an escape', '%1b[31m'],
    ['C1', '%C2%85'],
    ['a line separator', '%E2%80%A8'],
    ['129 characters', 'x'.repeat(129)],
  ])('%s in a part', async (_, part) => {
    expect(await refusal(`${NOTES}/${part}`)).toEqual({
      status: 400,
      code: 'invalid-path',
      errors: [{ pointer: '/note', rule: expect.stringMatching(/^must have/) }],
    });
  });

  it.each(['DEMO', '%00', '..%2fdemo', '*'])('%s as an app', async (app) => {
    expect(await refusal(`/v1/apps/${app}/notes`, { as: keyOf('operator', '*') })).toMatchObject({
      status: 400,
      errors: [{ pointer: '/app', rule: expect.stringContaining('1 to 32 of a-z, 0-9 and "-"') }],
    });
  });

  it('an app that is too long', async () => {
    expect(await refusal(`/v1/apps/${'x'.repeat(33)}/notes`, { as: keyOf('operator', '*') })).toMatchObject({
      errors: [{ pointer: '/app', rule: 'must have at most 32 characters' }],
    });
  });

  it.each([
    [`${NOTES}/%ED%A0%80`, '/note'],
    [`${NOTES}/%ff`, '/note'],
    ['/v1/apps/%C3%28/notes', '/app'],
    ['/nowhere/%ff', ''],
  ])('%s is no UTF-8', async (path, pointer) => {
    expect(await refusal(path)).toEqual({
      status: 400,
      code: 'invalid-path',
      errors: [{ pointer, rule: 'must be percent-encoded UTF-8' }],
    });
  });

  it.each([
    [`${NOTES}?state=%FF`, ['/state']],
    [`${NOTES}?state=a&state=%C3%28&limit=1`, ['/state']],
    [`${NOTES}?state=%&isOpen=%ED%A0%80`, ['/state', '/isOpen']],
    [`${NOTES}?%FF=1`, ['/%FF']],
    [`${NOTES}/x?foo=%FF`, ['/foo']],
  ])('issue 12: %s is no UTF-8 in a query', async (path, pointers) => {
    expect(await refusal(path)).toEqual({
      status: 400,
      code: 'invalid-query',
      errors: pointers.map((pointer) => ({ pointer, rule: 'must be percent-encoded UTF-8' })),
    });
  });

  it('issue 12: UTF-8 in a query is no matter', async () => {
    const answer = await call(`${NOTES}?state=%E4%BD%A0&state=%25+%EF%BF%BD`);
    expect([answer.status, answer.json()]).toMatchObject([200, { filter: { state: ['你', '% \ufffd'] } }]);
  });

  it('is told by its part beside an action of a collection, too', () => {
    expect(undecodablePart('/v1/apps/%ff/notes:count', ['/v1/apps/:app/notes\\:count'])).toMatchObject({
      pointer: '/app',
    });
  });

  it('an unknown caller is told nothing about it', async () => {
    expect((await call('/v1/apps/DEMO/notes', { as: '' })).status).toBe(401);
  });
});

describe('FF 2.7: what nobody reads is refused', () => {
  it.each(['foo=1', 'limit=0', '__proto__=1'])('?%s on a route without a query', async (query) => {
    expect(await refusal(`${NOTES}/x?${query}`)).toMatchObject({
      status: 400,
      code: 'invalid-query',
      errors: [{ pointer: `/${query.split('=')[0]}`, rule: 'is no parameter of this operation' }],
    });
  });

  it.each<[string, object, string]>([
    ['a field', { title: 'x', titel: 'y' }, '/titel'],
    ['a field inside', { title: 'x', place: { x: 1, z: 2 } }, '/place/z'],
    ['a field in a list', { title: 'x', marks: [{ at: 1, of: 2 }] }, '/marks/0/of'],
    ['another app than the path', { title: 'x', app: 'other' }, '/app'],
    ['an app that is none', { title: 'x', app: 7 }, '/app'],
  ])('%s in a body whose schema is open', async (_, body, pointer) => {
    const answer = await refusal('/v1/apps/demo/events', { body: JSON.stringify(body) });
    expect(answer).toMatchObject({ status: 400, code: 'invalid-body', errors: [{ pointer }] });
  });

  it('an event may be posted as its topic has it', async () => {
    const body = JSON.stringify({ app: 'demo', title: 'x', place: { x: 1 } });
    const answer = await call('/v1/apps/demo/events', { body });
    expect([answer.status, answer.json()]).toEqual([201, { title: 'x', place: { x: 1 } }]);
  });
});
