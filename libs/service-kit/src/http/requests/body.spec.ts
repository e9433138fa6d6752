import { once } from 'node:events';
import { connect } from 'node:net';
import { type Call, keyOf, NOTES, SampleApp } from '../../../fixtures/sample-app';

let sample: SampleApp;
const call = (path: string, options?: Call) => sample.call(path, options);
beforeAll(async () => void (sample = await SampleApp.start()));
afterAll(() => sample.stop());

describe('a body', () => {
  const refused = async (body: string | Buffer, headers: Record<string, string> = {}) => {
    const answer = await call(NOTES, { body, headers });
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    return answer.json() as { status: number; code: string; errors: { pointer: string; rule: string }[] };
  };

  it('that fits is handed on', async () => {
    const answer = await call(NOTES, { body: '{"title":"hello 🎉"}' });
    expect([answer.status, answer.json()]).toEqual([201, { title: 'hello 🎉' }]);
  });

  it("FF 1.13: takes a serializer's null for an absent field, and refuses it for a needed one", async () => {
    const answer = await call(NOTES, { body: '{"title":"x","tags":null}' });
    expect([answer.status, answer.json()]).toEqual([201, { title: 'x' }]);
    expect(await refused('{"title":null}')).toMatchObject({ errors: [{ pointer: '/title' }] });
  });

  it.each([
    ['{"title":5}', '/title'],
    ['{"title":"12345678901"}', '/title'],
    ['{}', '/title'],
    ['{"title":"x","tags":["a",1]}', '/tags/1'],
    ['{"title":"x","owner":"me"}', '/owner'],
    ['null', ''],
    ['[]', ''],
    ['"x"', ''],
  ])('%s is refused with the field and the rule', async (body, pointer) => {
    const problem = await refused(body);
    expect(problem).toMatchObject({ status: 400, code: 'invalid-body' });
    expect(problem.errors.map((error) => error.pointer)).toContain(pointer);
    expect(problem.errors.every(({ rule }) => rule.length > 3)).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['a blank', ' '],
    ['half a string', '{"title":"x'],
    ['text after the document', '{"title":"x"} x'],
    ['a trailing comma', '{"title":"x",}'],
    ['a byte order mark', '\ufeff{"title":"x"}'],
    ['UTF-16', Buffer.from('{"title":"x"}', 'utf16le')],
    ['broken UTF-8', Buffer.from([0x22, 0xc3, 0x28, 0x22])],
    ['100,000 arrays', '['.repeat(100_000)],
  ])('of %s is refused as a whole', async (_, body) => {
    const problem = await refused(body);
    expect(problem).toMatchObject({ status: 400, code: 'invalid-body', errors: [{ pointer: '' }] });
  });

  it('that would swap a prototype is refused, and the answer says where', async () => {
    const { status, errors } = await refused('{"title":"x","tags":[{"a/b":{"__proto__":{"isAdmin":true}}}]}');
    expect({ status, errors }).toEqual({
      status: 400,
      errors: [{ pointer: '/tags/0/a~1b/__proto__', rule: 'must not be a name of a field' }],
    });
  });

  it('leaves no key on the prototype of objects', async () => {
    await refused('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it.each([
    ['application/x-www-form-urlencoded', 'title=x'],
    ['multipart/form-data; boundary=x', '--x--'],
    ['text/plain', '{"title":"x"}'],
    ['application/json; charset=utf-7', '{"title":"x"}'],
    ['application/jsonp', '{"title":"x"}'],
  ])('of type %s is refused', async (type, body) => {
    expect(await refused(body, { 'content-type': type })).toMatchObject({ status: 415 });
  });

  it('that is compressed is refused', async () => {
    expect(await refused('{"title":"x"}', { 'content-encoding': 'gzip' })).toMatchObject({
      status: 415,
      code: 'unsupported-encoding',
    });
  });

  it('of more than 256 kB is refused, whether it says so or not', async () => {
    expect(await refused(`"${'x'.repeat(256 * 1024)}"`)).toMatchObject({
      status: 413,
      code: 'body-too-large',
    });
    expect(
      await rawStatus(`transfer-encoding: chunked\r\n`, `ffff\r\n${'x'.repeat(0xffff)}\r\n`.repeat(5)),
    ).toBe(413);
  });

  it('is not read before the caller proved who they are', async () => {
    expect(await rawStatus('content-length: 100000\r\n', '', 'unknown')).toBe(401);
  });

  /** The status of an answer that must come although the body never ends. */
  const rawStatus = async (
    headers: string,
    body: string,
    key = keyOf('operator', 'demo'),
  ): Promise<number> => {
    const socket = connect(sample.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(
      `POST ${NOTES} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${key}\r\ncontent-type: application/json\r\n${headers}\r\n${body}`,
    );
    const [chunk] = (await once(socket, 'data', { signal: AbortSignal.timeout(20_000) })) as [Buffer];
    socket.destroy();
    return Number(/^HTTP\/1\.1 (\d+)/.exec(chunk.toString('latin1'))?.[1]);
  };
});
