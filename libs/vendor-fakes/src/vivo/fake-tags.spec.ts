// The fake's tags, as the tag classes of vivo's Java SDK 2.3 and a client that keeps everybody under one tag use them.
import { VivoFake } from './fake';

/** In China. */
const NOON_MS = Date.UTC(2026, 10, 24, 4);
const MESSAGE = {
  notifyType: 4,
  title: 'Li Lei',
  content: 'See you',
  skipType: 1,
  classification: 1,
  requestId: 'r1',
};

describe('the fake vivo, asked about tags,', () => {
  let fake: VivoFake;
  let token: string;

  beforeEach(() => {
    fake = new VivoFake();
    admit({});
    token = fake.tokens.issue('10004', NOON_MS);
  });
  const admit = (more: object) =>
    expect(fake.admit({ appId: '10004', appKey: 'key', appSecret: 'secret', ...more })).toBeUndefined();

  function ask(path: string, body: object, authtoken = token): { result: number; taskId?: string } {
    const call = fake.read({
      method: 'POST',
      path,
      query: '',
      headers: { authtoken },
      body: Buffer.from(JSON.stringify(body)),
      atMs: NOON_MS,
    });
    return JSON.parse(fake.answer(call, NOON_MS).body) as { result: number; taskId?: string };
  }
  const join = (name: string, ids: string[]) => ask('/tag/addMembers', { name, type: 1, ids });
  const push = (tagExpression: object, more = {}) =>
    ask('/message/tagPush', { ...MESSAGE, tagExpression, ...more });
  const rung = () => Object.keys(fake.phones.all()).sort();

  it.each<[string, object, string[]]>([
    ['one of two', { orTags: ['a', 'b'] }, ['R1', 'R2', 'R3']],
    ['both', { andTags: ['a', 'b'] }, ['R2']],
    ['one and not the other', { orTags: ['a'], notTags: ['b'] }, ['R1']],
    ['one of some and all of others', { orTags: ['a'], andTags: ['b'], notTags: [] }, ['R2']],
    ['one that nobody has', { orTags: ['c'] }, []],
    ['none', {}, []],
    ['only not one', { notTags: ['a'] }, []],
  ])('rings who carries %s', (_what, expression, phones) => {
    join('a', ['R1', 'R2']);
    join('b', ['R2', 'R3']);
    expect(push(expression)).toMatchObject({ result: 0, taskId: expect.stringMatching(/^\d{18}$/) });
    expect(rung()).toEqual(phones);
  });

  it('leaves the dead out', () => {
    join('a', ['R1', 'dead-2']);
    expect(push({ orTags: ['a'] })).toMatchObject({ result: 0 });
    expect(rung()).toEqual(['R1']);
  });

  it('forgets who left a tag, and keeps the others under its new name', () => {
    expect(ask('/tag/add', { name: 'a', desc: 'd', type: 0 })).toMatchObject({ result: 0 });
    join('a', ['R1', 'R2']);
    expect(ask('/tag/removeMembers', { name: 'a', type: 1, ids: ['R1'] })).toMatchObject({ result: 0 });
    expect(ask('/tag/update', { oldName: 'a', newName: 'b' })).toMatchObject({ result: 0 });
    push({ orTags: ['a'] });
    expect(rung()).toEqual([]);
    push({ orTags: ['b'] });
    expect(rung()).toEqual(['R2']);
  });

  it.each(['/tagGroup/add', '/tagGroup/addToGroup', '/tagSegment/add'])('takes %s', (path) => {
    expect(ask(path, { name: 'g', type: 1, tagList: ['a'] })).toMatchObject({ result: 0 });
    expect(ask(path, { name: '' })).toMatchObject({ result: 10601 });
  });
  it.each(['/tagGroup/update', '/tagSegment/update'])('takes %s', (path) => {
    expect(ask(path, { oldName: 'g', newName: 'h' })).toMatchObject({ result: 0 });
    expect(ask(path, { oldName: 'g' })).toMatchObject({ result: 10601 });
  });

  it.each<[number, string, string, object]>([
    [10601, 'a tag without a name', '/tag/add', {}],
    [10601, 'a new name that is none', '/tag/update', { oldName: 'a', newName: ' ' }],
    [10601, 'members of nothing', '/tag/addMembers', { type: 1, ids: ['R1'] }],
    [10616, 'members of a third kind', '/tag/addMembers', { name: 'a', type: 3, ids: ['R1'] }],
    [10609, 'no members', '/tag/removeMembers', { name: 'a', type: 1, ids: [] }],
    [10614, 'too many members', '/tag/addMembers', { name: 'a', type: 2, ids: Array(1001).fill('R') }],
    [10094, "somebody else's app", '/tag/addMembers', { appId: '1', name: 'a', type: 1, ids: ['R1'] }],
    [10054, 'a push that breaks a rule', '/message/tagPush', { ...MESSAGE, notifyType: 9 }],
  ])('refuses with %i %s', (result, _what, path, body) => {
    expect(ask(path, body)).toMatchObject({ result });
  });
  it('refuses who is not logged in', () => {
    expect(ask('/tag/add', { name: 'a' }, 'other')).toMatchObject({ result: 10000 });
  });
  it('counts whom a push to tags reaches', () => {
    admit({ quotas: { system: 1 } });
    join('a', ['R1', 'R2']);
    expect(push({ orTags: ['a'] })).toMatchObject({ result: 10073 });
    expect(rung()).toEqual([]);
  });
});
