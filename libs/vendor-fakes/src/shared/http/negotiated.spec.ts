// Against Node's own servers: one that offers HTTP/2 and HTTP/1.1, one that knows HTTP/1.1 only.
import { once } from 'node:events';
import { createSecureServer } from 'node:http2';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { TEST_CA, TEST_SERVER } from '../../test-server';
import { NOT_BEGUN } from '@offline-push/vendors/send';
import { sharedNames } from '@offline-push/vendors/shared/network/names';
import { publicNames } from '@offline-push/vendors/shared/network/public-names';
import { NegotiatedOrigin, type NegotiatedOptions } from '@offline-push/vendors/shared/http/negotiated';

interface Incoming {
  readonly httpVersion: string;
}
interface Outgoing {
  writeHead(status: number, headers: Record<string, string>): { end(body: string): void };
}

const REQUEST = { method: 'POST', path: '/wpush/a', headers: { ttl: '60' }, body: 'x' } as const;

const newer = () => createSecureServer({ ...TEST_SERVER, allowHTTP1: true });
const older = () => createHttpsServer(TEST_SERVER);
const deaf = () => createTcpServer();

let server: Server;
let sockets: Set<Socket>;
let versions: string[];
let answer: (outgoing: Outgoing) => void;
let origins: NegotiatedOrigin[];

beforeEach(() => {
  sockets = new Set();
  versions = [];
  origins = [];
  answer = (outgoing) => outgoing.writeHead(201, { location: '/m/1', 'retry-after': '7' }).end('{"errno":0}');
});
afterEach(async () => {
  await Promise.all(origins.map((origin) => origin.close()));
  await ended();
});

async function serve(made: Server, port = 0): Promise<number> {
  server = made;
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  server.on('request', ({ httpVersion }: Incoming, outgoing: Outgoing) => {
    versions.push(httpVersion);
    answer(outgoing);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function ended(): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  for (const socket of sockets) socket.destroy();
  await closed;
}

function originAt(port: number, options: Partial<NegotiatedOptions> = {}): NegotiatedOrigin {
  const origin = new NegotiatedOrigin(`https://localhost:${port}`, {
    ...{ calls: 8, names: sharedNames, tls: { ca: TEST_CA } },
    ...options,
  });
  origins.push(origin);
  return origin;
}

describe.each([
  ['2.0', newer],
  ['1.1', older],
])('seam 3.7: a host that chooses HTTP/%s', (version, made) => {
  it('is spoken to in that, on the connection on which it was asked', async () => {
    const origin = originAt(await serve(made()));
    const taken = {
      kind: 'answered',
      status: 201,
      location: '/m/1',
      retryAfterMs: 7_000,
      body: '{"errno":0}',
    };
    expect(await origin.exchange(REQUEST, 10_000)).toMatchObject(taken);
    expect(sockets.size).toBe(1);
    expect(await origin.exchange(REQUEST, 10_000)).toMatchObject(taken);
    expect(versions).toEqual([version, version]);
  });
  it('is asked once for all who begin together', async () => {
    const origin = originAt(await serve(made()));
    const exchanges = await Promise.all(Array.from({ length: 8 }, () => origin.exchange(REQUEST, 10_000)));
    expect(exchanges.map(({ kind }) => kind)).toEqual(Array.from({ length: 8 }, () => 'answered'));
    expect(new Set(versions)).toEqual(new Set([version]));
    if (version === '2.0') expect(sockets.size).toBe(1);
  });
  it('may have got what it does not answer', async () => {
    answer = () => {
      for (const socket of sockets) socket.destroy();
    };
    const origin = originAt(await serve(made()));
    expect(await origin.exchange(REQUEST, 10_000)).toMatchObject({ kind: 'no-answer', mayHaveArrived: true });
    expect(versions).toEqual([version]);
  });
  it('is given up at the deadline, in doubt', async () => {
    // One connection, so that the second call needs no other.
    const origin = originAt(await serve(made()), { calls: 1 });
    await origin.exchange(REQUEST, 10_000);
    answer = () => undefined;
    const late = await origin.exchange(REQUEST, 1_000);
    expect(late).toEqual({ kind: 'no-answer', code: 'deadline', mayHaveArrived: true });
  });
  it('is not trusted with a certificate of nobody', async () => {
    const origin = originAt(await serve(made()), { tls: {} });
    expect(await origin.exchange(REQUEST, 10_000)).toMatchObject({
      kind: 'no-answer',
      mayHaveArrived: false,
    });
    expect(versions).toEqual([]);
  });
});

it('seam 3.8: a name that leads inside is asked by nobody', async () => {
  const origin = originAt(await serve(newer()), { names: publicNames });
  const exchange = await origin.exchange(REQUEST, 10_000);
  expect(exchange).toEqual({ kind: 'no-answer', code: 'no-public-address', mayHaveArrived: false });
  expect(sockets.size).toBe(0);
});
it('P10: a host that is slow to say what it speaks holds no push for longer than this may wait', async () => {
  const origin = originAt(await serve(deaf()));
  const nothing = { kind: 'no-answer', mayHaveArrived: false };
  expect(await origin.exchange(REQUEST, 10_000, 50)).toEqual({ ...nothing, code: NOT_BEGUN });
  expect(await origin.exchange(REQUEST, 50)).toEqual({ ...nothing, code: 'deadline' });
});
it('a host that goes back to HTTP/1.1 is asked anew', async () => {
  const port = await serve(newer());
  const origin = originAt(port);
  await origin.exchange(REQUEST, 10_000);
  await ended();
  expect(await origin.exchange(REQUEST, 10_000)).toMatchObject({ kind: 'no-answer' });
  await serve(older(), port);
  let exchange = await origin.exchange(REQUEST, 10_000);
  // The first may still find out that the old version is gone.
  for (let i = 0; i < 3 && exchange.kind === 'no-answer'; i++)
    exchange = await origin.exchange(REQUEST, 10_000);
  expect(exchange).toMatchObject({ kind: 'answered', status: 201 });
  expect(versions).toEqual(['2.0', '1.1']);
});
it('an origin that is closed meanwhile calls nobody', async () => {
  const origin = originAt(await serve(newer()));
  const asked = origin.exchange(REQUEST, 10_000);
  await origin.close();
  expect(await asked).toMatchObject({ kind: 'no-answer', mayHaveArrived: false });
  expect(await origin.exchange(REQUEST, 10_000)).toMatchObject({ kind: 'no-answer', mayHaveArrived: false });
  expect(versions).toEqual([]);
});
