// One port for both versions of HTTP, in the clear and over TLS.
import { once } from 'node:events';
import { connect as connectHttp2 } from 'node:http2';
import { get } from 'node:https';
import { connect as connectTcp } from 'node:net';
import { TEST_CA, TEST_SERVER } from '../test-server';
import { newFakes } from '../index';
import { FakeHost } from './host';
import { type Listening, serveFakes } from './serve';
import { MemoryWitness } from './witness';

let server: Listening;
const serve = async (tls?: typeof TEST_SERVER) => {
  server = await serveFakes(new FakeHost(newFakes(), new MemoryWitness()), tls);
  return server.url;
};
afterEach(() => server.close());

async function statusOverHttp2(url: string, path: string): Promise<number> {
  const session = connectHttp2(url, { ca: TEST_CA });
  const stream = session.request({ ':path': path });
  const [headers] = (await once(stream.resume(), 'response')) as [Record<string, number>];
  session.destroy();
  return headers[':status']!;
}

describe('a port of fakes', () => {
  it('speaks HTTP/1.1', async () => expect((await fetch(`${await serve()}/nobody`)).status).toBe(404));
  it('speaks HTTP/2 too', async () => expect(await statusOverHttp2(await serve(), '/nobody')).toBe(404));
  it('speaks both over TLS', async () => {
    const url = await serve(TEST_SERVER);
    expect(url).toMatch(/^https:/);
    expect(await statusOverHttp2(url, '/nobody')).toBe(404);
    const [response] = (await once(get(`${url}/nobody`, { ca: TEST_CA }), 'response')) as [
      { statusCode: number },
    ];
    expect(response.statusCode).toBe(404);
  });
  it('hears a request that comes in pieces', async () => {
    const { port } = new URL(await serve());
    const socket = connectTcp(Number(port), '127.0.0.1').setEncoding('utf8');
    const answer = once(socket, 'data');
    for (const piece of ['G', 'ET /nobody HTT', 'P/1.1\r\nhost: x\r\n', '\r\n']) {
      socket.write(piece);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect((await answer)[0]).toMatch(/^HTTP\/1\.1 404/);
    socket.destroy();
  });
  it('closes though callers are still there', async () => {
    const { port } = new URL(await serve());
    const silent = connectTcp(Number(port), '127.0.0.1');
    await once(silent, 'connect');
    await server.close();
    await once(silent.resume(), 'close');
    server = await serveFakes(new FakeHost([], new MemoryWitness()));
  });
});
