import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { Door, type DoorOptions } from './door';

const doors: Door[] = [];
const sockets: Socket[] = [];

async function open(limits: Partial<DoorOptions> = {}): Promise<string> {
  const door = new Door({
    connectionsPerAddress: 10,
    rate: { perSecond: 1_000, burst: 1_000 },
    trustedProxies: [],
    answer: (_, response) => void response.end('answer'),
    refuse: (_, response) => void response.writeHead(429, { 'retry-after': '1' }).end('refusal'),
    ...limits,
  });
  doors.push(door);
  return door.listen('127.0.0.1', 0);
}

async function sits(url: string): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  sockets.push(socket.on('error', () => undefined));
  await once(socket, 'connect');
  return socket;
}

const ask = (url: string, from?: string) =>
  fetch(url, { headers: { connection: 'close', ...(from !== undefined && { 'x-forwarded-for': from }) } });

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const { server } of doors.splice(0)) server.close().closeAllConnections();
});

describe('FF 2.6: a door', () => {
  it('closes the oldest idle connection of an address that has too many, and answers the newest', async () => {
    const url = await open();
    const idle = [];
    for (let i = 0; i < 10; i++) idle.push(await sits(url));
    // Younger ones may have a request on its way.
    await new Promise((resolve) => setTimeout(resolve, 300));
    const closed = once(idle[0]!, 'close', { signal: AbortSignal.timeout(8_000) });
    expect(await (await ask(url)).text()).toBe('answer');
    await closed;
    expect(idle.slice(1).every(({ destroyed }) => !destroyed)).toBe(true);
  });

  it('turns a connection away if all of its address are at work', async () => {
    const url = await open({ connectionsPerAddress: 2, answer: () => undefined });
    const held = [ask(url), ask(url)].map((answer) => answer.catch(() => 'cut'));
    await new Promise((resolve) => setTimeout(resolve, 100));
    const third = await sits(url);
    third.resume();
    await once(third, 'close', { signal: AbortSignal.timeout(8_000) });
    doors[0]!.server.closeAllConnections();
    expect(await Promise.all(held)).toEqual(['cut', 'cut']);
  });
});

describe('P22: a door', () => {
  it('answers an address over its rate late, with 429 and when to come again', async () => {
    const url = await open({ rate: { perSecond: 0.01, burst: 3 } });
    const begunMs = performance.now();
    const answers = await Promise.all(Array.from({ length: 6 }, () => ask(url)));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, 200, 200, 429, 429, 429]);
    expect(answers.find(({ status }) => status === 429)!.headers.get('retry-after')).toBe('1');
    expect(performance.now() - begunMs).toBeGreaterThan(400);
  });

  it('goes by X-Forwarded-For behind a trusted proxy only', async () => {
    const rate = { perSecond: 0.01, burst: 1 };
    const trusting = await open({ rate, trustedProxies: ['127.0.0.0/8'] });
    const statusOf = async (url: string, from: string) => (await ask(url, from)).status;
    expect(await statusOf(trusting, '192.0.2.1')).toBe(200);
    expect(await statusOf(trusting, '192.0.2.2')).toBe(200);
    expect(await statusOf(trusting, '192.0.2.2')).toBe(429);
    const other = await open({ rate });
    expect(await statusOf(other, '192.0.2.1')).toBe(200);
    expect(await statusOf(other, '192.0.2.2')).toBe(429);
  });

  it('lets a connection that waits for a late answer make way, which ends with its answer', async () => {
    const url = await open({
      ...{ connectionsPerAddress: 2, rate: { perSecond: 0.01, burst: 1 } },
      knows: ({ headers }) => headers.authorization !== undefined,
    });
    expect((await ask(url)).status).toBe(200);
    const late = [await sits(url), await sits(url)];
    const first = text(late[0]!);
    for (const socket of late) socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
    await new Promise((resolve) => setTimeout(resolve, 100));
    const begunMs = performance.now();
    const known = await fetch(url, { headers: { authorization: 'known', connection: 'close' } });
    // A late answer takes half a second.
    expect([known.status, performance.now() - begunMs < 490]).toEqual([200, true]);
    expect(await first).toMatch(/^HTTP\/1.1 429 [^]*connection: close/i);
    expect(late[1]!.destroyed).toBe(false);
  });

  it('counts who is known apart from others of its address', async () => {
    const rate = { perSecond: 0.01, burst: 2 };
    const url = await open({ rate, knows: ({ headers }) => headers.authorization !== undefined });
    const statusOf = async (headers: Record<string, string>) =>
      (await fetch(url, { headers: { connection: 'close', ...headers } })).status;
    const strangers = [await statusOf({}), await statusOf({}), await statusOf({})];
    expect(strangers).toEqual([200, 200, 429]);
    const known = { authorization: 'known' };
    expect([await statusOf(known), await statusOf(known), await statusOf(known)]).toEqual([200, 200, 429]);
  });

  it('holds the cap of an address to no trusted proxy', async () => {
    const url = await open({ connectionsPerAddress: 2, trustedProxies: ['127.0.0.1'] });
    const idle = [];
    for (let i = 0; i < 5; i++) idle.push(await sits(url));
    expect((await ask(url, '192.0.2.1')).status).toBe(200);
    expect(idle.some(({ destroyed }) => destroyed)).toBe(false);
  });

  it('cuts a connection that does not wait for its late answers', async () => {
    const url = await open({ rate: { perSecond: 1, burst: 1 } });
    const socket = await sits(url);
    socket.resume();
    socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n'.repeat(5));
    await once(socket, 'close', { signal: AbortSignal.timeout(8_000) });
  });
});
