// Names: cached, asked for once at a time, served stale for a minute, given up after half a second.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type Address, lookupThrough, MAX_STALE_MS, NameCache, queryNameServers } from './lookup';

const address = (last: number, ttlSeconds = 30): Address => ({
  address: `192.0.2.${last}`,
  family: 4,
  ttlSeconds,
});

function aNameServer() {
  const server = { asked: 0, answer: (): Promise<readonly Address[]> => Promise.resolve([address(1)]) };
  const clock = { nowMs: 1_790_000_000_000 };
  const query = () => {
    server.asked++;
    return server.answer();
  };
  return { server, clock, names: new NameCache(query, () => clock.nowMs) };
}
const gone = () => Promise.reject(Object.assign(new Error('silent'), { code: 'ETIMEOUT' }));
const refreshed = () => new Promise((resolve) => setImmediate(resolve));

describe('the cache of names', () => {
  it('asks once while the address is fresh', async () => {
    const { names, server, clock } = aNameServer();
    await names.resolve('push.example');
    clock.nowMs += 29_000;
    expect(await names.resolve('push.example')).toEqual([address(1)]);
    expect(server.asked).toBe(1);
  });
  it('asks once for all who wait', async () => {
    const { names, server } = aNameServer();
    await Promise.all([names.resolve('push.example'), names.resolve('push.example')]);
    expect(server.asked).toBe(1);
  });
  it('answers at once with the old address and asks for the new one behind it', async () => {
    const { names, server, clock } = aNameServer();
    await names.resolve('push.example');
    clock.nowMs += 31_000;
    server.answer = () => Promise.resolve([address(2)]);
    expect(await names.resolve('push.example')).toEqual([address(1)]);
    await refreshed();
    expect(await names.resolve('push.example')).toEqual([address(2)]);
  });
  it('lives with the old address for a minute without a name server, and no longer', async () => {
    const { names, server, clock } = aNameServer();
    await names.resolve('push.example');
    server.answer = gone;
    clock.nowMs += 30_000 + MAX_STALE_MS - 1;
    expect(await names.resolve('push.example')).toEqual([address(1)]);
    await refreshed();
    clock.nowMs += 1;
    await expect(names.resolve('push.example')).rejects.toMatchObject({ code: 'ETIMEOUT' });
  });
  it.each([
    ['a day', 86_400, 60_000],
    ['no time at all', 0, 1_000],
  ])('keeps an address that claims %s within bounds', async (_what, ttlSeconds, freshMs) => {
    const { names, server, clock } = aNameServer();
    server.answer = () => Promise.resolve([address(1, ttlSeconds)]);
    await names.resolve('push.example');
    clock.nowMs += freshMs - 1;
    await names.resolve('push.example');
    expect(server.asked).toBe(1);
    clock.nowMs += 1;
    await names.resolve('push.example');
    expect(server.asked).toBe(2);
  });
  it('gives up on a silent name server soon', async () => {
    const silent = createSocket('udp4').bind(0, '127.0.0.1');
    await once(silent, 'listening');
    const query = queryNameServers([`127.0.0.1:${silent.address().port}`]);
    const startedAtMs = Date.now();
    await expect(query('push.example')).rejects.toMatchObject({ code: 'ETIMEOUT' });
    expect(Date.now() - startedAtMs).toBeLessThan(10_000);
    silent.close();
  });
  it('knows localhost without asking', async () => {
    expect(await queryNameServers(['127.0.0.1:9'])('localhost')).toEqual([
      { address: '127.0.0.1', family: 4, ttlSeconds: 60 },
    ]);
  });
});

describe('the look-up of a socket', () => {
  const look = (hostname: string, options: { all?: boolean; family?: number }) => {
    const { names } = aNameServer();
    return new Promise((resolve) => {
      lookupThrough(names)(hostname, options as never, (error, found, family) =>
        resolve({ error, found, family }),
      );
    });
  };
  it('gets one address', async () => {
    expect(await look('push.example', {})).toEqual({ error: null, found: '192.0.2.1', family: 4 });
  });
  it('gets all addresses', async () => {
    expect(await look('push.example', { all: true })).toMatchObject({ error: null, found: [address(1)] });
  });
  it('gets an address of its family or an error', async () => {
    expect(await look('push.example', { family: 6 })).toMatchObject({ error: { code: 'ENOTFOUND' } });
  });
});
