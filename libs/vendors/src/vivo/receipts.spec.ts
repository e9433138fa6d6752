// vivo's callbacks: what is documented, what is only believed, and what somebody else may post.
import type { Receipt } from '../vendor';
import { vivo } from '.';

const NOW_MS = Date.UTC(2026, 10, 24, 10);
const known = {
  credential: { appKey: 'k', appSecret: 's' },
  settings: { appId: '10004', click: { action: 'open-app' as const } },
};
const TASK = '342982232646205440';
const TOKEN = 'v2-CRExampleExampleExampleExampleExampleExampleExampleExample';

const read = (body: unknown) =>
  vivo.receipts!.read(
    { headers: {}, query: '', body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)) },
    known,
    NOW_MS,
  );
const receiptsOf = (entry: object): readonly Receipt[] => {
  const reading = read({ [TASK]: entry });
  if (!reading.ok) throw new Error(reading.problem);
  return reading.receipts;
};

describe("vivo's receipts", () => {
  it('report an arrival by task, target and what we gave', () => {
    expect(read({ [TASK]: { param: 'm-1001', targets: TOKEN } })).toEqual({
      ok: true,
      receipts: [{ event: 'arrived', vendorMessageId: TASK, token: TOKEN, correlation: 'm-1001' }],
    });
  });
  it('come several in one request', () => {
    const reading = read({ '1': { param: 'a', targets: 'A' }, '2': { param: 'b', targets: 'B' } });
    expect(reading).toMatchObject({
      receipts: [
        { vendorMessageId: '1', token: 'A' },
        { vendorMessageId: '2', token: 'B' },
      ],
    });
  });
  it.each([
    ['a list in one text', 'A,B, A'],
    ['an array', ['A', 'B']],
    ['an array of lists', ['A,B']],
  ])('name several targets as %s', (_what, targets) => {
    expect(receiptsOf({ targets }).map(({ token }) => token)).toEqual(['A', 'B']);
  });
  it('name an old target of digits as a number', () => {
    expect(receiptsOf({ targets: 155542391 })).toMatchObject([{ token: '155542391' }]);
  });
  it.each<[string, object, Partial<Receipt>[]]>([
    ['arrived', { ackType: 0, ackTime: NOW_MS - 5 }, [{ event: 'arrived', code: '0', atMs: NOW_MS - 5 }]],
    ['arrived, in text', { ackType: '0', ackTime: String(NOW_MS) }, [{ event: 'arrived', atMs: NOW_MS }]],
    ['regId no longer valid', { ackType: 1, subAckType: 2183 }, [{ event: 'token-dead', code: '2183' }]],
    ['not subscribed', { ackType: 1, subAckType: '20001' }, [{ event: 'token-dead', code: '20001' }]],
    ['does not exist', { ackType: 20002 }, [{ event: 'token-dead', code: '20002' }]],
    ['14 days offline', { ackType: 1, subAckType: 20006 }, []],
    ['not shown', { ackType: 104, subAckType: 1040 }, []],
    ['expired', { ackType: 1, subAckType: 2144 }, []],
    ['something new', { ackType: 'LATER' }, []],
  ])('of the kind "%s" are read', (_what, entry, receipts) => {
    const found = receiptsOf({ targets: TOKEN, ...entry });
    expect(found).toHaveLength(receipts.length);
    expect(found).toMatchObject(receipts);
  });
  it('of an arrival without targets still name the task; of a dead token they name nobody', () => {
    expect(receiptsOf({ param: 'p' })).toEqual([
      { event: 'arrived', vendorMessageId: TASK, correlation: 'p' },
    ]);
    expect(receiptsOf({ subAckType: 2183 })).toEqual([]);
  });
  it.each([NOW_MS + 3_600_000, 1_790_000_000, -1, 'soon', null, 1e300])(
    'do not believe the time %j',
    (ackTime) => {
      expect(receiptsOf({ targets: 'A', ackType: 0, ackTime })[0]).not.toHaveProperty('atMs');
    },
  );
  it.each(['', 'two words', 'x'.repeat(193), 'ü', '\u0000', { a: 1 }, null])(
    'do not pass on the parameter %j',
    (param) => {
      expect(receiptsOf({ targets: 'A', param })[0]).not.toHaveProperty('correlation');
    },
  );
  it('drop targets that are no tokens', () => {
    expect(
      receiptsOf({ targets: ['a b', 'A', { x: 1 }, null, 'x'.repeat(513), '<script>'] }).map(
        ({ token }) => token,
      ),
    ).toEqual(['A']);
  });
  it.each([
    '',
    ' ',
    'null',
    '[]',
    '5',
    '"x"',
    '{"a":',
    '<html>',
    '{"t":5}',
    '{"t":null}',
    '{"t":[]}',
    '{"a b":{}}',
    '{"":{}}',
  ])('are not made of %j', (body) =>
    expect(read(body)).toEqual({ ok: false, problem: expect.stringMatching(/task id/) }),
  );
  it('are none for an empty object, and __proto__ is a task like any other', () => {
    expect(read('{}')).toEqual({ ok: true, receipts: [] });
    expect(read('{"__proto__":{"targets":"A"}}')).toMatchObject({
      receipts: [{ vendorMessageId: '__proto__' }],
    });
  });
});
