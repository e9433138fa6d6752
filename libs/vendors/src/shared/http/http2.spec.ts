// HTTP/2 as vendors need it: against a real peer that limits, refuses, leaves, stalls and breaks.
import { once } from 'node:events';
import {
  constants,
  createServer,
  type Http2Server,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2';
import {
  type AddressInfo,
  connect,
  createServer as createTcpServer,
  type Server,
  type Socket,
} from 'node:net';
import { NOT_BEGUN } from '../../vendor';
import { type Http2Exchange, Http2Origin, type Http2Options } from './http2';

const { NGHTTP2_REFUSED_STREAM, NGHTTP2_INTERNAL_ERROR, NGHTTP2_ENHANCE_YOUR_CALM } = constants;

interface Seen {
  readonly stream: ServerHttp2Stream;
  readonly headers: Record<string, unknown>;
  readonly session: ServerHttp2Session;
}

let server: Http2Server;
let url: string;
let origin: Http2Origin;
let sessions: ServerHttp2Session[];
let seen: Seen[];
/** What the peer does with the n-th stream. */
let answer: (stream: ServerHttp2Stream, n: number, session: ServerHttp2Session) => void;

const ok = (stream: ServerHttp2Stream, body = '') => {
  stream.respond({ ':status': 200 }, { endStream: body === '' });
  if (body !== '') stream.end(body);
};

async function peer(settings: object = { maxConcurrentStreams: 100 }): Promise<void> {
  server = createServer({ settings });
  server.on('session', (session) => {
    sessions.push(session);
    session.on('error', () => undefined);
    session.on('stream', (stream, headers) => {
      stream.on('error', () => undefined);
      seen.push({ stream, headers, session });
      answer(stream, seen.length, session);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const open = (options: Partial<Http2Options> = {}) =>
  (origin = new Http2Origin(url, { connections: 2, calls: 200, ...options }));
const post = (path = '/p', deadlineMs = 10_000, headers: Record<string, string> = {}, body = '{}') =>
  origin.exchange({ method: 'POST', path, headers, body }, deadlineMs);
const posts = (count: number, deadlineMs?: number) =>
  Promise.all(Array.from({ length: count }, () => post('/p', deadlineMs)));
const kinds = (exchanges: Http2Exchange[]) => [...new Set(exchanges.map((exchange) => exchange.kind))];

beforeEach(() => {
  sessions = [];
  seen = [];
  answer = (stream) => ok(stream);
});
afterEach(async () => {
  await origin.close();
  for (const session of sessions) session.destroy();
  await new Promise((resolve) => server.close(resolve));
});

describe('an exchange over HTTP/2', () => {
  beforeEach(() => peer());

  it('carries method, path, headers and body, and brings status, body and headers back', async () => {
    let body = '';
    answer = (stream) => {
      stream.setEncoding('utf8').on('data', (text: string) => (body += text));
      stream.on('end', () => {
        stream.respond({ ':status': 400, 'x-id': 'a1' });
        stream.end('{"reason":"Zoë"}');
      });
    };
    origin = new Http2Origin(`${url}/prefix/`, { connections: 1, calls: 10 });
    const exchange = await post('/3/device/ab', 2_000, { 'x-topic': 'im' }, '小红');
    expect(exchange).toMatchObject({
      kind: 'answered',
      status: 400,
      body: '{"reason":"Zoë"}',
      headers: { 'x-id': 'a1' },
    });
    expect(body).toBe('小红');
    expect(seen[0]!.headers).toMatchObject({
      ':method': 'POST',
      ':path': '/prefix/3/device/ab',
      'x-topic': 'im',
    });
  });
  it('asks without a body', async () => {
    open();
    expect(await origin.exchange({ method: 'GET', path: '/q', headers: {} }, 2_000)).toMatchObject({
      status: 200,
      body: '',
    });
  });
  it('obeys Retry-After', async () => {
    answer = (stream) => stream.respond({ ':status': 429, 'retry-after': '3' }, { endStream: true });
    open();
    expect(await post()).toMatchObject({ status: 429, retryAfterMs: 3_000 });
  });
  it.each([
    ['a line break in a header', '/p', { 'apns-collapse-id': 'a\r\nx: y' }],
    ['a header above U+00FF', '/p', { authorization: 'šŢţ' }],
    ['a blank in the path', '/a b', {}],
    ['a path above U+00FF', '/šŢţ', {}],
    ['a path without its slash', 'p', {}],
  ])('sends nothing with %s, because Node would change it in silence', async (_what, path, headers) => {
    open();
    expect(await post(path, 2_000, headers)).toMatchObject({
      kind: 'no-answer',
      code: expect.stringMatching(/-not-sendable$/),
      mayHaveArrived: false,
    });
    expect(seen).toEqual([]);
  });
  it.each([
    ['too long', 'answer-too-long', (stream: ServerHttp2Stream) => ok(stream, 'x'.repeat(70_000))],
    [
      'packed',
      'answer-packed',
      (stream: ServerHttp2Stream) => {
        stream.respond({ ':status': 200, 'content-encoding': 'gzip' });
        stream.end('x');
      },
    ],
  ])('says that an answer is %s', async (_what, spoiled, spoil) => {
    answer = spoil;
    open();
    expect(await post()).toMatchObject({ kind: 'answered', status: 200, body: '', spoiled });
  });
  it('may have arrived when the stream is reset', async () => {
    answer = (stream) => stream.close(NGHTTP2_INTERNAL_ERROR);
    open();
    expect(await post()).toEqual({ kind: 'no-answer', code: 'stream-reset', mayHaveArrived: true });
  });
  it.each([
    ['before the answer', ''],
    ['in the middle of it', '{"rea'],
  ])('may have arrived when the connection breaks %s', async (_when, half) => {
    answer = (stream, _n, session) => {
      if (half === '') return session.destroy();
      stream.respond({ ':status': 200 });
      stream.write(half, () => setImmediate(() => session.destroy()));
    };
    open();
    expect(await post()).toMatchObject({ kind: 'no-answer', mayHaveArrived: true });
  });
  it('ends at its deadline, and the peer hears of it', async () => {
    answer = () => undefined;
    open();
    expect(await post('/p', 50)).toEqual({ kind: 'no-answer', code: 'deadline', mayHaveArrived: true });
    await once(seen[0]!.stream, 'close');
    expect(seen[0]!.stream.rstCode).toBe(constants.NGHTTP2_CANCEL);
  });
  it('is not held up by a slow one', async () => {
    answer = (stream, n) => (n === 1 ? undefined : ok(stream));
    open({ connections: 1 });
    const slow = post('/slow', 300);
    expect(kinds(await posts(50))).toEqual(['answered']);
    expect(await slow).toMatchObject({ code: 'deadline' });
    expect(sessions).toHaveLength(1);
  });
  it('is refused beyond the bound, and after the end', async () => {
    answer = () => undefined;
    open({ calls: 3 });
    const calls = posts(3, 100);
    expect(await post()).toMatchObject({ code: 'too-many-calls', mayHaveArrived: false });
    await calls;
    await origin.close();
    expect(await post()).toMatchObject({ code: 'closed', mayHaveArrived: false });
  });
});

describe('the streams of a connection', () => {
  /** Open streams at the peer, now and at most. */
  let now = 0;
  let most = 0;
  const counted = (stream: ServerHttp2Stream) => {
    now++;
    most = Math.max(most, now);
    stream.on('close', () => now--);
    setImmediate(() => ok(stream));
  };
  beforeEach(() => {
    now = most = 0;
  });

  it('wait for the settings of the peer: no cold burst is refused', async () => {
    await peer({ maxConcurrentStreams: 1 });
    answer = counted;
    open({ connections: 1 });
    expect(kinds(await posts(50))).toEqual(['answered']);
    expect(most).toBe(1);
  });
  it('become more when the peer allows more, after it has accepted the first', async () => {
    await peer({ maxConcurrentStreams: 1 });
    answer = (stream, n, session) => {
      if (n === 1) session.settings({ maxConcurrentStreams: 20 });
      counted(stream);
    };
    open({ connections: 3 });
    expect(kinds(await posts(60))).toEqual(['answered']);
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(60);
    expect(sessions.length).toBeLessThanOrEqual(3);
  });
  it('become fewer when the peer allows fewer', async () => {
    await peer({ maxConcurrentStreams: 20 });
    answer = (stream) => ok(stream);
    open({ connections: 1 });
    await posts(5);
    sessions[0]!.settings({ maxConcurrentStreams: 2 });
    await once(sessions[0]!, 'localSettings');
    answer = counted;
    expect(kinds(await posts(30))).toEqual(['answered']);
    expect(most).toBeLessThanOrEqual(2);
  });
  it('spread over a further connection when all are in use', async () => {
    await peer({ maxConcurrentStreams: 2 });
    open({ connections: 2 });
    await post();
    answer = () => {
      if (seen.length === 5) for (const { stream } of seen.slice(1)) ok(stream);
    };
    expect(kinds(await posts(4))).toEqual(['answered']);
    expect(sessions).toHaveLength(2);
  });
  it('wait when their bodies together are more than the peer takes: newer ones would starve them', async () => {
    await peer({ maxConcurrentStreams: 1_000 });
    // It reads no body, so it never allows more than the first 65,535 bytes.
    answer = () => undefined;
    open({ connections: 1 });
    // Those that wait give up first, so that none of them takes the place of one that has given up.
    const exchanges = await Promise.all(
      Array.from({ length: 100 }, (_, i) => post('/p', i < 65 ? 1_000 : 200, {}, 'x'.repeat(1_000))),
    );
    expect(seen).toHaveLength(65);
    const unsent = exchanges.filter((exchange) => exchange.kind === 'no-answer' && !exchange.mayHaveArrived);
    expect(unsent).toHaveLength(35);
  });
  it('may have a body that is larger than all that the peer takes at once', async () => {
    await peer();
    answer = (stream) => void stream.resume().on('end', () => ok(stream));
    open();
    expect(await post('/p', 2_000, {}, 'x'.repeat(200_000))).toMatchObject({ status: 200 });
  });
  it('that the peer refused travel again, but not for ever', async () => {
    await peer();
    answer = (stream, n) => (n <= 3 ? stream.close(NGHTTP2_REFUSED_STREAM) : ok(stream));
    open();
    expect(await post()).toMatchObject({ kind: 'answered', status: 200 });
    answer = (stream) => stream.close(NGHTTP2_REFUSED_STREAM);
    expect(await post()).toEqual({ kind: 'no-answer', code: 'refused-stream', mayHaveArrived: false });
    expect(seen).toHaveLength(8);
  });
});

describe('a connection that the peer leaves', () => {
  beforeEach(() => peer());

  it('finishes what it carries, while a new one takes the rest', async () => {
    answer = (_stream, _n, session) => session.goaway(0);
    open({ connections: 1 });
    const first = post('/first');
    await once(server, 'stream');
    answer = (stream) => ok(stream);
    expect(await post('/second')).toMatchObject({ status: 200 });
    expect(sessions).toHaveLength(2);
    ok(seen[0]!.stream);
    expect(await first).toMatchObject({ status: 200 });
  });
  it.each([0, NGHTTP2_ENHANCE_YOUR_CALM])(
    'sends again what it had not looked at (error %i)',
    async (code) => {
      answer = (stream, n, session) => {
        if (n < 3) return;
        if (session === sessions[0]) session.goaway(code, 1, Buffer.from('{"reason":"Shutdown"}'));
        else ok(stream);
      };
      open({ connections: 1 });
      const [looked, ...others] = await Promise.all([post('/1', 300), post('/2'), post('/3')]);
      expect(looked).toMatchObject({ kind: 'no-answer', mayHaveArrived: true });
      expect(others).toEqual([
        expect.objectContaining({ status: 200 }),
        expect.objectContaining({ status: 200 }),
      ]);
      expect(sessions).toHaveLength(2);
    },
  );
  it('is left on demand too', async () => {
    open({ connections: 1 });
    const first = await post();
    if (first.kind === 'answered') origin.retire(first.connection);
    const second = await post();
    expect(second).toMatchObject({ status: 200 });
    expect(sessions).toHaveLength(2);
  });
});

describe('a connection that has fallen silent', () => {
  let wire: Server;
  let ends: Socket[];
  /** From here on nothing gets through on the connections of now. */
  const cut = () => {
    for (const end of ends.splice(0)) end.unpipe().pause();
  };
  beforeEach(async () => {
    await peer();
    const { port } = server.address() as AddressInfo;
    ends = [];
    wire = createTcpServer((near) => {
      const far = connect(port, '127.0.0.1');
      for (const end of [near, far]) end.on('error', () => undefined);
      near.pipe(far).pipe(near);
      near.on('close', () => far.destroy());
      ends.push(near, far);
    }).listen(0, '127.0.0.1');
    await once(wire, 'listening');
    url = `http://127.0.0.1:${(wire.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    await origin.close();
    wire.close();
  });

  it('gets no further call after one without an answer, and is dropped', async () => {
    open({ connections: 1, pace: { pingDeadlineMs: 50 } });
    await post();
    cut();
    const [late, ...others] = await Promise.all([post('/1', 40), post('/2'), post('/3')]);
    expect(late).toMatchObject({ code: 'deadline', mayHaveArrived: true });
    expect(others).toEqual(Array(2).fill({ kind: 'no-answer', code: 'ping-timeout', mayHaveArrived: true }));
    expect(await post()).toMatchObject({ status: 200 });
    expect(sessions).toHaveLength(2);
  });
  it('is noticed by a ping long before the deadline of a call', async () => {
    open({ connections: 1, pace: { pingEveryMs: 20, pingDeadlineMs: 30 } });
    await post();
    cut();
    expect(await post('/p', 4_000)).toMatchObject({ code: 'ping-timeout', mayHaveArrived: true });
  });
  it('is used again when it was only the answer that failed', async () => {
    open({ connections: 1 });
    answer = () => undefined;
    expect(await post('/p', 40)).toMatchObject({ code: 'deadline' });
    answer = (stream) => ok(stream);
    await once(sessions[0]!, 'ping');
    await post();
    await post();
    expect(sessions.length).toBeLessThanOrEqual(2);
  });
});

describe('a peer that cannot be reached', () => {
  let deaf: Server;
  let sockets: Socket[];
  beforeEach(async () => {
    await peer();
    sockets = [];
    deaf = createTcpServer((socket) => {
      sockets.push(socket);
      socket.on('error', () => undefined);
    }).listen(0, '127.0.0.1');
    await once(deaf, 'listening');
    url = `http://127.0.0.1:${(deaf.address() as AddressInfo).port}`;
  });
  afterEach(() => {
    for (const socket of sockets) socket.destroy();
    deaf.close();
  });

  it('got nothing when it never sent its settings', async () => {
    open();
    expect(await post('/p', 50)).toEqual({ kind: 'no-answer', code: 'deadline', mayHaveArrived: false });
  });
  it('got nothing when the connection took too long', async () => {
    open({ pace: { connectMs: 50 } });
    expect(await posts(3)).toEqual(
      Array(3).fill({ kind: 'no-answer', code: 'connect-timeout', mayHaveArrived: false }),
    );
  });
  it('got nothing when nobody listens', async () => {
    deaf.close();
    for (const socket of sockets) socket.destroy();
    open();
    expect(await post()).toEqual({ kind: 'no-answer', code: 'econnrefused', mayHaveArrived: false });
  });
  it('got nothing when its name does not exist', async () => {
    url = 'https://push.invalid';
    open();
    expect(await post()).toMatchObject({ kind: 'no-answer', mayHaveArrived: false });
  });
  it('got nothing when our own credential is none', async () => {
    url = 'https://127.0.0.1:9';
    open({ tls: { pfx: Buffer.from('nonsense'), passphrase: 'x' } });
    expect(await post()).toMatchObject({ kind: 'no-answer', mayHaveArrived: false });
  });
});

it('an exchange over HTTP/2 begins in time or not at all, and the next one need not wait (P10)', async () => {
  await peer({ maxConcurrentStreams: 1 });
  answer = (stream) => setTimeout(() => ok(stream), 200);
  open({ connections: 1 });
  const late = { method: 'POST', path: '/p', headers: {}, body: '{}' } as const;
  const [first, second] = await Promise.all([post(), origin.exchange(late, 2_000, 50)]);
  expect(first).toMatchObject({ kind: 'answered' });
  expect(second).toEqual({ kind: 'no-answer', code: NOT_BEGUN, mayHaveArrived: false });
  expect(await origin.exchange(late, 2_000, 1_000)).toMatchObject({ kind: 'answered' });
  expect([seen.length, sessions.length]).toEqual([2, 1]);
});
