// FF 1.12: both transports through a real proxy. It takes any name for our server, as a company's proxy resolves what we cannot.
import { createServer, type Server as HttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createSecureServer, createServer as createHttp2Server } from 'node:http2';
import {
  connect,
  createServer as createTcpServer,
  type AddressInfo,
  type Server,
  type Socket,
} from 'node:net';
import { once } from 'node:events';
import { TEST_CA, TEST_SERVER } from '../../test-server';
import { HttpOrigin } from '@offline-push/vendors/shared/http/http';
import { Http2Origin } from '@offline-push/vendors/shared/http/http2';
import { NegotiatedOrigin } from '@offline-push/vendors/shared/http/negotiated';
import { sharedNames } from '@offline-push/vendors/shared/network/names';
import { publicNames } from '@offline-push/vendors/shared/network/public-names';

/** RFC 5737: nobody is there. Only the proxy knows a way. */
const VENDOR = '192.0.2.1';
const REQUEST = { method: 'POST', path: '/send', headers: {}, body: 'x' } as const;

const portOf = (server: Server) => (server.address() as AddressInfo).port;
const started = async <S extends Server>(server: S): Promise<S> => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
};

let proxy: HttpServer;
let asked: { authority: string; login: string | undefined }[];
let sockets: Set<Socket>;
let peer: Server;
/** What the proxy says; 200 opens the way. */
let status: number;
let origin: HttpOrigin | Http2Origin | NegotiatedOrigin;

const kept = (socket: Socket): Socket => {
  sockets.add(socket);
  return socket.on('error', () => undefined);
};

beforeEach(async () => {
  asked = [];
  sockets = new Set();
  status = 200;
  proxy = createServer((_request, response) => response.writeHead(400).end());
  proxy.on('connect', ({ url = '', headers }, near: Socket) => {
    kept(near);
    asked.push({ authority: url, login: headers['proxy-authorization'] });
    if (status !== 200) return near.end(`HTTP/1.1 ${status} No\r\ncontent-length: 2\r\n\r\nno`);
    const far = kept(connect(portOf(peer), '127.0.0.1', () => near.write('HTTP/1.1 200 OK\r\n\r\n')));
    near.pipe(far).pipe(near);
    near.on('close', () => far.destroy());
  });
  await started(proxy);
  for (const name of ['HTTP_PROXY', 'HTTPS_PROXY'])
    process.env[name] = `http://us%65r:p%40ss@127.0.0.1:${portOf(proxy)}`;
});
afterEach(async () => {
  for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY']) delete process.env[name];
  await origin.close();
  for (const socket of sockets) socket.destroy();
  for (const server of [proxy, peer]) server.close();
});

const http1Peer = () => started(createServer((_request, response) => response.end('rung')));
const http2Peer = () =>
  started(
    createHttp2Server((_request, response) => {
      response.end('rung');
    }),
  );

describe.each([
  ['HTTP/1.1', http1Peer, (url: string) => new HttpOrigin(url, 1)],
  ['HTTP/2', http2Peer, (url: string) => new Http2Origin(url, { connections: 2, calls: 10 })],
] as const)('FF 1.12: %s through a proxy', (_version, aPeer, originOf) => {
  beforeEach(async () => {
    peer = await aPeer();
  });
  const open = (scheme = 'http') => (origin = originOf(`${scheme}://${VENDOR}:8443`));
  const exchange = () => origin.exchange(REQUEST, 10_000);

  it('asks for the host by CONNECT, with user and password, and keeps the way', async () => {
    open();
    expect(await exchange()).toMatchObject({ status: 200, body: 'rung' });
    expect(await exchange()).toMatchObject({ status: 200, body: 'rung' });
    const login = `Basic ${Buffer.from('user:p@ss').toString('base64')}`;
    expect(asked).toEqual([{ authority: `${VENDOR}:8443`, login }]);
  });

  it.each([407, 403, 502])('knows that nothing left when the proxy says %i, and asks again', async (code) => {
    status = code;
    open();
    const refused = { kind: 'no-answer', code: `proxy-said-${code}`, mayHaveArrived: false };
    expect(await exchange()).toEqual(refused);
    status = 200;
    expect(await exchange()).toMatchObject({ status: 200 });
  });

  it('knows that nothing left when what is named is no proxy', async () => {
    process.env['HTTP_PROXY'] = 'socks5://127.0.0.1:1080';
    open();
    expect(await exchange()).toEqual({ kind: 'no-answer', code: 'proxy-is-no-url', mayHaveArrived: false });
  });

  it('knows that nothing left when the proxy is away', async () => {
    proxy.close();
    open();
    expect(await exchange()).toEqual({ kind: 'no-answer', code: 'econnrefused', mayHaveArrived: false });
  });

  it('goes straight where NO_PROXY says so', async () => {
    process.env['NO_PROXY'] = '127.0.0.1';
    origin = originOf(`http://127.0.0.1:${portOf(peer)}`);
    expect(await exchange()).toMatchObject({ status: 200 });
    expect(asked).toEqual([]);
  });

  it('speaks TLS with the vendor, not with the proxy', async () => {
    peer.close();
    const hello = new Promise<Buffer>((resolve) => {
      peer = createTcpServer((socket) => kept(socket).once('data', resolve));
    });
    await started(peer);
    open('https');
    const call = origin.exchange(REQUEST, 300);
    // The first two bytes of a TLS handshake record.
    expect((await hello).subarray(0, 2)).toEqual(Buffer.from([22, 3]));
    expect(await call).toMatchObject({ kind: 'no-answer', mayHaveArrived: false });
  });
});

it('FF 1.12: a proxy inside is reached by its name, also for hosts that only public addresses may have', async () => {
  peer = await http1Peer();
  process.env['HTTP_PROXY'] = `http://localhost:${portOf(proxy)}`;
  origin = new HttpOrigin(`http://${VENDOR}:8443`, 1, publicNames);
  expect(await origin.exchange(REQUEST, 10_000)).toMatchObject({ status: 200, body: 'rung' });
  expect(asked).toMatchObject([{ authority: `${VENDOR}:8443` }]);
});

it('FF 1.12: HTTP/2 over TLS at the end of a tunnel, by the name that only the proxy resolves', async () => {
  peer = await started(createSecureServer(TEST_SERVER, (_request, response) => void response.end('rung')));
  origin = new Http2Origin('https://localhost:8443', { connections: 1, calls: 10, tls: { ca: TEST_CA } });
  expect(await origin.exchange(REQUEST, 10_000)).toMatchObject({ status: 200, body: 'rung' });
  expect(asked).toMatchObject([{ authority: 'localhost:8443' }]);
});

it.each([
  ['2.0', () => createSecureServer({ ...TEST_SERVER, allowHTTP1: true })],
  ['1.1', () => createHttpsServer(TEST_SERVER)],
])(
  'seam 3.7: HTTP/%s at the end of a tunnel, as the host chooses, by one connection',
  async (version, server) => {
    peer = await started(server());
    const versions: string[] = [];
    peer.on('request', ({ httpVersion }: { httpVersion: string }, response: { end(body: string): void }) => {
      versions.push(httpVersion);
      response.end('rung');
    });
    origin = new NegotiatedOrigin('https://localhost:8443', {
      ...{ calls: 4, names: sharedNames, tls: { ca: TEST_CA } },
    });
    expect(await origin.exchange(REQUEST, 10_000)).toMatchObject({ status: 200, body: 'rung' });
    expect(versions).toEqual([version]);
    expect(asked).toMatchObject([{ authority: 'localhost:8443' }]);
  },
);
