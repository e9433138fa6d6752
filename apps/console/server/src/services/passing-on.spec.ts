// What goes through to a service and what does not, over HTTP, against a service that answers as the spec says.
import http, { type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { ConsoleApp, KEY, listening } from '../../fixtures/console-app';

jest.setTimeout(60_000);

interface Asked {
  method: string;
  url: string;
  headers: http.IncomingHttpHeaders;
  body: string;
}
type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const echo: Answer = (_, response) =>
  void response.writeHead(200, { 'content-type': 'application/json' }).end('{"is":"fine"}');
let asked: Asked[] = [];
let answers: Answer = echo;
/** The service takes the body before it answers, unless it says otherwise. */
let takesBody = true;
let service: Server & { url: string };
let desk: ConsoleApp;
let cookie: string;

beforeAll(async () => {
  service = await listening((request, response) => {
    const { method = '', url = '', headers } = request;
    const one: Asked = { method, url, headers, body: '' };
    asked.push(one);
    if (!takesBody) return answers(request, response);
    void text(request).then(
      (body) => {
        one.body = body;
        answers(request, response);
      },
      () => undefined,
    );
  });
  desk = await ConsoleApp.start({
    CONSOLE_SERVICES: `certificates=${service.url},vendor-sandbox=${service.url},presence=http://127.0.0.1:9`,
    CONSOLE_DEADLINE_MS: '500',
  });
  const apps = [
    { app: 'demo', role: 'operator' as const },
    { app: 'prod', role: 'viewer' as const },
  ];
  cookie = await desk.signedIn({ user: '李 wei', apps });
});
beforeEach(() => {
  asked = [];
  answers = echo;
  takesBody = true;
});
afterAll(async () => {
  await desk.stop();
  service.close().closeAllConnections();
});

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${desk.url}/api/${path}`, { headers: { cookie, ...headers } });
const codeOf = async (answer: Response) => [answer.status, ((await answer.json()) as { code: string }).code];

/** Bytes as they are: fetch would put a path in order before it sends it. */
async function raw(target: string, head = ''): Promise<string> {
  const { port } = new URL(desk.url);
  const socket = connect(Number(port), '127.0.0.1');
  socket.write(
    `GET ${target} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncookie: ${cookie}\r\n${head}connection: close\r\n\r\n`,
  );
  return text(socket);
}

describe('a call of a page', () => {
  it('reaches the service as it is, with the key of the console and for whom it acts', async () => {
    const headers = { cookie, 'if-match': '"3"', 'idempotency-key': 'k-1' };
    const answer = await desk.post(
      '/api/certificates/v1/apps/demo/certificates?x=%20y',
      { a: '张' },
      headers,
    );
    expect([answer.status, await answer.json()]).toEqual([200, { is: 'fine' }]);
    expect(asked).toMatchObject([
      { method: 'POST', url: '/v1/apps/demo/certificates?x=%20y', body: '{"a":"张"}' },
    ]);
    expect(asked[0]?.headers).toMatchObject({
      ...{
        authorization: `Bearer ${KEY}`,
        'content-type': 'application/json',
        'if-match': '"3"',
        'idempotency-key': 'k-1',
      },
      'offline-push-acting-for': 'user=%E6%9D%8E+wei&app=demo&role=operator',
    });
  });

  it('brings nothing of the browser that is not listed', async () => {
    await get('certificates/v1/apps/demo', {
      ...{ authorization: 'Bearer forged', 'offline-push-acting-for': 'user=root&app=*&role=admin' },
      ...{
        'x-forwarded-for': '10.0.0.1',
        te: 'trailers',
        'proxy-authorization': 'Basic x',
        'x-anything': '1',
      },
    });
    const names = Object.keys(asked[0]?.headers ?? {}).sort();
    expect(names).toEqual([
      'accept',
      'accept-language',
      'authorization',
      'connection',
      'host',
      'offline-push-acting-for',
    ]);
    expect(asked[0]?.headers).toMatchObject({
      authorization: `Bearer ${KEY}`,
      'offline-push-acting-for': 'user=%E6%9D%8E+wei&app=demo&role=operator',
    });
  });

  it('acts with the role of the app that it is about, and with none elsewhere', async () => {
    for (const path of ['apps/prod/x', 'apps/%70rod/x', 'vendors']) await get(`certificates/v1/${path}`);
    expect(
      asked.map(({ headers }) => String(headers['offline-push-acting-for']).replace(/^user=[^&]+&/, '')),
    ).toEqual(['app=prod&role=viewer', 'app=prod&role=viewer', 'app=demo&role=operator']);
    expect(await codeOf(await get('certificates/v1/apps/other/x'))).toEqual([404, 'not-found']);
    expect(asked).toHaveLength(3);
  });

  it('brings back the answer without what only the service may say', async () => {
    answers = (_, response) =>
      void response
        .writeHead(409, {
          ...{
            'content-type': 'application/problem+json',
            etag: '"4"',
            location: '/v1/x',
            'retry-after': '7',
          },
          ...{
            'set-cookie': 'a=1',
            server: 'x',
            'access-control-allow-origin': '*',
            'content-security-policy': 'none',
          },
        })
        .end('{"code":"taken"}');
    const answer = await get('certificates/v1/apps/demo');
    expect([answer.status, await answer.json()]).toEqual([409, { code: 'taken' }]);
    const { headers } = answer;
    expect(['etag', 'location', 'retry-after'].map((name) => headers.get(name))).toEqual([
      '"4"',
      '/v1/x',
      '7',
    ]);
    expect([
      headers.getSetCookie(),
      headers.get('server'),
      headers.get('access-control-allow-origin'),
    ]).toEqual([[], null, null]);
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('of a viewer changes nothing in the sandbox, which knows no roles', async () => {
    const viewer = await desk.signedIn({ apps: [{ app: 'demo', role: 'viewer' }] });
    expect(
      (await fetch(`${desk.url}/api/vendor-sandbox/v1/phones`, { headers: { cookie: viewer } })).status,
    ).toBe(200);
    expect(await codeOf(await desk.post('/api/vendor-sandbox/v1/phones', {}, { cookie: viewer }))).toEqual([
      403,
      'forbidden',
    ]);
    expect((await desk.post('/api/vendor-sandbox/v1/phones', {}, { cookie })).status).toBe(200);
    expect(asked.map(({ headers }) => headers.authorization)).toEqual([undefined, undefined]);
  });
});

describe('what is not passed on', () => {
  it('a call of nobody, and one that another site sends', async () => {
    expect(await codeOf(await fetch(`${desk.url}/api/certificates/v1/apps`))).toEqual([401, 'signed-out']);
    const evil = { cookie, origin: 'https://evil.example' };
    expect(await codeOf(await desk.post('/api/certificates/v1/apps/demo', {}, evil))).toEqual([
      403,
      'wrong-origin',
    ]);
    for (const method of ['PUT', 'PATCH', 'DELETE'])
      expect(
        (await fetch(`${desk.url}/api/certificates/v1/apps/demo`, { method, headers: { cookie } })).status,
      ).toBe(403);
    expect(asked).toEqual([]);
  });

  it.each([
    '/api/certificates/../presence/v1',
    '/api/certificates/v1/../../metrics',
    '/api/certificates/v1/%2e%2e/metrics',
    '/api/certificates/v1/%2E./metrics',
    '/api/certificates/v1/..%2fmetrics',
    '/api/certificates/v1/apps%2f..%2f..%2fmetrics',
    '/api/certificates/v1/..%5cmetrics',
    '/api/certificates/v1\\..\\metrics',
    '/api/certificates//v1/apps',
    '/api/certificates/v1/%00',
    '/api/certificates/v1/%ff',
    '/api/%63ertificates/v1/apps/demo',
    '/api/nobody/v1/apps/demo',
    '/api/vendor-sandbox/calls',
    '/api/vendor-sandbox/V1/phones',
    '/api/vendor-sandbox/xiaomi/v3/message/regid',
    '/api/certificates',
    '/api/certificates@evil.example/v1',
    'http://evil.example/api/certificates/v1/apps/demo',
  ])('a path that leads astray: %s', async (target) => {
    const answer = await raw(target);
    expect(answer).toMatch(/^HTTP\/1\.1 (400|404|421) /);
    expect(asked).toEqual([]);
  });

  it('but a name with a slash or a percent sign in it is a name', async () => {
    await get('certificates/v1/apps/demo/users/a%2Fb/x%252e%252e');
    expect(asked.map(({ url }) => url)).toEqual(['/v1/apps/demo/users/a%2Fb/x%252e%252e']);
  });

  it('a body that is larger than any service takes, whether it says so or not', async () => {
    const headers = { cookie, origin: new URL(desk.url).origin, 'content-type': 'application/json' };
    const big = Buffer.alloc(1_048_577, 'x');
    const said = await fetch(`${desk.url}/api/certificates/v1/apps/demo`, {
      method: 'POST',
      headers,
      body: big,
    });
    expect(await codeOf(said)).toEqual([413, 'body-too-large']);
    const chunked = await new Promise<IncomingMessage>((resolve, reject) => {
      const request = http.request(
        `${desk.url}/api/certificates/v1/apps/demo`,
        { method: 'POST', headers },
        resolve,
      );
      request.on('error', reject);
      for (let i = 0; i < 17; i++) request.write(Buffer.alloc(65_536, 'x'));
      request.end();
    });
    expect([chunked.statusCode, await text(chunked)]).toEqual([
      413,
      expect.stringContaining('body-too-large'),
    ]);
  });
});

describe('a service that does not answer as it should', () => {
  it('is named when it is away', async () => {
    const answer = await get('presence/v1/apps/demo/x');
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await answer.json()).toMatchObject({
      status: 502,
      code: 'service-away',
      detail: 'presence cannot be reached.',
    });
  });

  it('is named when it is silent', async () => {
    answers = () => undefined;
    expect(await (await get('certificates/v1/apps/demo')).json()).toMatchObject({
      ...{ status: 504, code: 'service-late', detail: 'certificates did not answer in time.' },
    });
  });

  it('that does not know the key of the console signs nobody out', async () => {
    answers = (_, response) => void response.writeHead(401).end();
    expect(await codeOf(await get('certificates/v1/apps/demo'))).toEqual([502, 'service-refused']);
  });

  it('that falls silent in the middle cuts the answer, so that half of it does not look whole', async () => {
    answers = (_, response) => void response.writeHead(200).write('half');
    const answer = await get('certificates/v1/apps/demo');
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow();
  });

  it('that refuses before it has the whole body is heard', async () => {
    takesBody = false;
    answers = (_, response) =>
      void response.writeHead(413, { 'content-type': 'application/problem+json' }).end('{"code":"too-much"}');
    const answer = await desk.post('/api/certificates/v1/apps/demo', { a: 'x'.repeat(900_000) }, { cookie });
    expect(await codeOf(answer)).toEqual([413, 'too-much']);
  });
});

describe('answers are streams', () => {
  it('a piece is there before the next is made, and a page that goes ends the call at the service', async () => {
    let write: (text: string) => void = () => undefined;
    const closed = new Promise<void>((resolve) => {
      answers = (_, response) => {
        response.writeHead(200, { 'content-type': 'text/csv' });
        write = (piece) => void response.write(piece);
        response.once('close', resolve);
        write('first\n');
      };
    });
    const gone = new AbortController();
    const answer = await fetch(`${desk.url}/api/certificates/v1/apps/demo/export`, {
      headers: { cookie },
      signal: gone.signal,
    });
    const reader = answer.body!.getReader();
    expect(Buffer.from((await reader.read()).value!).toString()).toBe('first\n');
    write('second\n');
    expect(Buffer.from((await reader.read()).value!).toString()).toBe('second\n');
    gone.abort();
    await closed;
  });

  it('a reader that is slow holds up the service, and nothing is gathered here', async () => {
    const CHUNK = Buffer.alloc(262_144, 'x');
    let sent = 0;
    let isHeldUp: () => void = () => undefined;
    const heldUp = new Promise<void>((resolve) => (isHeldUp = resolve));
    answers = (_, response) => {
      response.writeHead(200);
      const more = (): void => {
        while (sent < 400 && response.write(CHUNK)) sent += 1;
        if (sent >= 400) response.end();
        else response.once('drain', () => setImmediate(more));
      };
      more();
      // Nothing drains for a while: whoever sits between has taken what it takes.
      let before = -1;
      const look = setInterval(() => {
        if (sent === before) isHeldUp();
        before = sent;
      }, 100);
      response.once('close', () => clearInterval(look));
    };
    const { port } = new URL(desk.url);
    const socket = connect(Number(port), '127.0.0.1').pause();
    socket.write(
      `GET /api/certificates/v1/apps/demo/export HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncookie: ${cookie}\r\n\r\n`,
    );
    await heldUp;
    expect(sent).toBeLessThan(400);
    socket.destroy();
  });
});
