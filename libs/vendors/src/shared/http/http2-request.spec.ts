// The stream comes from a real session to a real server; Node's own function must be back whatever happens.
import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import { once } from 'node:events';
import { type ClientHttp2Session, connect, createServer, type Http2Server } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { request } from './http2-request';

const nodesBind = AsyncResource.prototype.bind;
const who = new AsyncLocalStorage<string>();
const GET = { ':method': 'GET', ':path': '/p' };

let server: Http2Server;
let session: ClientHttp2Session;

beforeEach(async () => {
  server = createServer();
  server.on('stream', (stream, headers) => {
    stream.respond({ ':status': 200, 'x-path': headers[':path'] }, { endStream: true });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  session = connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});

afterEach(async () => {
  session.destroy();
  await new Promise((resolve) => server.close(resolve));
});

/** Of an answer: its path, as the server saw it, and in whose context it came. */
const asked = (name: string) =>
  who.run(name, async () => {
    const stream = request(session, GET, { endStream: true });
    return new Promise((resolve) => {
      stream.on('response', (headers) => resolve([headers['x-path'], who.getStore()]));
    });
  });

describe('a request over HTTP/2', () => {
  it('is answered in the context of its caller, made before the connection stands or after', async () => {
    expect(session.connecting).toBe(true);
    expect(await Promise.all([asked('alice'), asked('bob')])).toEqual([
      ['/p', 'alice'],
      ['/p', 'bob'],
    ]);
    expect(session.connecting).toBe(false);
    expect(await Promise.all([asked('carol'), asked('dave')])).toEqual([
      ['/p', 'carol'],
      ['/p', 'dave'],
    ]);
  });

  it('leaves Node as it was', () => {
    request(session, GET, { endStream: true }).on('error', () => undefined);
    expect(AsyncResource.prototype.bind).toBe(nodesBind);
  });

  it('throws what Node throws, and leaves Node as it was', () => {
    session.destroy();
    expect(() => request(session, GET, { endStream: true })).toThrow(
      expect.objectContaining({ code: 'ERR_HTTP2_INVALID_SESSION' }),
    );
    expect(AsyncResource.prototype.bind).toBe(nodesBind);
  });
});
