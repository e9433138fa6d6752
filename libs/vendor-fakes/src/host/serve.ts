// One port for callers of either version of HTTP, in the clear or over TLS: the first bytes of a connection tell which it speaks.
import { createServer, type Server } from 'node:http';
import type { Http2Server } from 'node:http2';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { createServer as createTlsServer, TLSSocket } from 'node:tls';
import type { FakeHost } from './host';
import { http2Of } from './http2';

export interface Listening {
  readonly url: string;
  close(): Promise<void>;
}

/** What else a port offers beside HTTP/1.1 in the clear. */
export interface Doors {
  readonly http2?: Http2Server;
  /** In PEM. Everybody's certificate is taken; what it is worth is the fake's business. */
  readonly tls?: { readonly key: string; readonly cert: string };
}

/** A caller has this long for its first bytes, and for the head of a request; and this long for all of it. */
const HEAD_DEADLINE_MS = 10_000;
const REQUEST_DEADLINE_MS = 30_000;

/** Listens on this machine only, unless told otherwise. Port 0: any free one. */
export async function listen(
  server: Server,
  port: number,
  host = '127.0.0.1',
  { http2, tls }: Doors = {},
): Promise<Listening> {
  const sockets = new Set<Socket>();
  server.headersTimeout = HEAD_DEADLINE_MS;
  server.requestTimeout = REQUEST_DEADLINE_MS;
  // It gets its connections from here and never listens itself; but only then does Node look at its deadlines.
  server.emit('listening');
  const welcome = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.setTimeout(HEAD_DEADLINE_MS, () => socket.destroy());
    socket.once('data', (first: Buffer) => {
      socket.setTimeout(0);
      socket.removeAllListeners('timeout');
      sortOut(socket, first, server, http2);
    });
  };
  const door =
    tls === undefined
      ? createTcpServer(welcome)
      : createTlsServer(
          { ...tls, ALPNProtocols: ['h2', 'http/1.1'], requestCert: true, rejectUnauthorized: false },
          welcome,
        );
  await new Promise<void>((resolve, reject) => {
    door.once('error', reject);
    door.listen(port, host, resolve);
  });
  return {
    url: `${tls === undefined ? 'http' : 'https'}://${host}:${(door.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        door.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** RFC 9113, 3.4: a connection that begins so speaks HTTP/2. */
const PREFACE = 'PRI * HTTP/2.0';

function sortOut(socket: Socket, first: Buffer, http1: Server, http2: Http2Server | undefined): void {
  socket.pause();
  socket.unshift(first);
  const isHttp2 = first.toString('latin1', 0, PREFACE.length) === PREFACE;
  if (!isHttp2 || http2 === undefined) {
    http1.emit('connection', socket);
    socket.resume();
    return;
  }
  // Some clients of HTTP/2 offer no ALPN, and Node would turn them away.
  if (socket instanceof TLSSocket) socket.alpnProtocol ||= 'h2-without-alpn';
  // It takes what was read by itself: a socket that flows would lose it.
  http2.emit('connection', socket);
}

/** A server of fakes alone, for tests. */
export const serveFakes = (host: FakeHost, tls?: Doors['tls']): Promise<Listening> =>
  listen(
    createServer((incoming, outgoing) => {
      if (!host.take(incoming, outgoing)) outgoing.writeHead(404).end();
    }),
    0,
    '127.0.0.1',
    { http2: http2Of(host), ...(tls && { tls }) },
  );
