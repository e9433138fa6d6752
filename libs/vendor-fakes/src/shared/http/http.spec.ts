// One exchange: what counts as sent, how much is read, how many may wait. Spoiled answers are the conformance suite's.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listen, type Listening } from '../../host/serve';
import { NOT_BEGUN } from '@offline-push/vendors/vendor';
import { HttpOrigin } from '@offline-push/vendors/shared/http/http';

const request = {
  method: 'POST',
  path: '/send',
  headers: { 'content-type': 'text/plain' },
  body: 'x',
} as const;

describe('an exchange with a vendor', () => {
  let handler: (incoming: IncomingMessage, outgoing: ServerResponse) => void;
  let seen: IncomingMessage[];
  let server: Listening;
  let origin: HttpOrigin;

  beforeEach(async () => {
    seen = [];
    handler = (_incoming, outgoing) => outgoing.end('ok');
    const http = createServer((incoming, outgoing) => {
      seen.push(incoming);
      handler(incoming, outgoing);
    });
    server = await listen(http, 0);
    origin = new HttpOrigin(`${server.url}/vendor/`, 1);
  });
  afterEach(async () => {
    await origin.close();
    await server.close();
  });

  it('joins the path to the base URL and asks for nothing compressed', async () => {
    expect(await origin.exchange(request, 10_000)).toEqual({ kind: 'answered', status: 200, body: 'ok' });
    expect(seen[0]!.url).toBe('/vendor/send');
    expect(seen[0]!.headers['accept-encoding']).toBeUndefined();
  });
  it('reads an answer of exactly 64 KB and no longer one', async () => {
    handler = (_incoming, outgoing) => outgoing.end('x'.repeat(65_536));
    expect(await origin.exchange(request, 10_000)).toMatchObject({ body: 'x'.repeat(65_536) });
    handler = (_incoming, outgoing) => outgoing.end('x'.repeat(65_537));
    expect(await origin.exchange(request, 10_000)).toMatchObject({ body: '', spoiled: 'answer-too-long' });
  });
  it('reads as much as a vendor is known to say', async () => {
    const patient = new HttpOrigin(server.url, 1, undefined, 100_000);
    handler = (_incoming, outgoing) => outgoing.end('x'.repeat(100_000));
    expect(await patient.exchange(request, 10_000)).toMatchObject({ body: 'x'.repeat(100_000) });
    handler = (_incoming, outgoing) => outgoing.end('x'.repeat(100_001));
    expect(await patient.exchange(request, 10_000)).toMatchObject({ body: '', spoiled: 'answer-too-long' });
    await patient.close();
  });
  it('keeps a connection and uses it again', async () => {
    await origin.exchange(request, 10_000);
    await origin.exchange(request, 10_000);
    expect(new Set(seen.map(({ socket }) => socket)).size).toBe(1);
  });
  it('knows that a request which waited for a connection until its deadline was not sent', async () => {
    handler = () => undefined;
    const [first, second] = await Promise.all([origin.exchange(request, 300), origin.exchange(request, 100)]);
    expect(first).toEqual({ kind: 'no-answer', code: 'deadline', mayHaveArrived: true });
    expect(second).toEqual({ kind: 'no-answer', code: 'deadline', mayHaveArrived: false });
    handler = (_incoming, outgoing) => outgoing.end('ok');
    await origin.exchange(request, 10_000);
    expect(seen).toHaveLength(2);
  });
  it('begins in time or not at all, and the connection it waited for serves the next one (P10)', async () => {
    handler = (_incoming, outgoing) => setTimeout(() => outgoing.end('ok'), 200);
    const [first, second] = await Promise.all([
      origin.exchange(request, 2_000, 1_000),
      origin.exchange(request, 2_000, 50),
    ]);
    expect(first).toMatchObject({ kind: 'answered' });
    expect(second).toEqual({ kind: 'no-answer', code: NOT_BEGUN, mayHaveArrived: false });
    expect(await origin.exchange(request, 2_000, 1_000)).toMatchObject({ kind: 'answered' });
    expect([seen.length, new Set(seen.map(({ socket }) => socket)).size]).toEqual([2, 1]);
  });
  it('refuses to queue without end', async () => {
    handler = () => undefined;
    const exchanges = await Promise.all(Array.from({ length: 12 }, () => origin.exchange(request, 100)));
    expect(
      exchanges.filter((exchange) => 'code' in exchange && exchange.code === 'too-many-calls'),
    ).toHaveLength(3);
  });
  it('serves the next call after a connection broke', async () => {
    handler = (incoming) => incoming.socket.destroy();
    expect(await origin.exchange(request, 1_000)).toMatchObject({ kind: 'no-answer', mayHaveArrived: true });
    handler = (_incoming, outgoing) => outgoing.end('ok');
    expect(await origin.exchange(request, 10_000)).toMatchObject({ kind: 'answered', body: 'ok' });
  });
});
