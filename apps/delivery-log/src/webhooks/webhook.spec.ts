// Where a webhook may lead, and how pieces become requests.
import { shortened } from './answer';
import { envelope, joined, nextBatch, piecesOf, shardOf } from './pieces';
import { ofPresence } from './hook-event';
import { urlProblem } from './webhook';

describe('webhooks: an address is one of the public internet (SSRF)', () => {
  it.each([
    'https://hooks.example.com/push',
    'https://hooks.example.com:8443/a?b=c',
    'https://hooks.example.com.',
  ])('may be %s', (url) => expect(urlProblem(url, false)).toBeUndefined());

  it.each([
    'http://hooks.example.com/',
    'ftp://hooks.example.com/',
    'file:///etc/passwd',
    'hooks.example.com',
    '//hooks.example.com/',
    'https://user:secret@hooks.example.com/',
    'https://user@hooks.example.com/',
    'https://hooks.example.com/#a',
    'https://localhost/',
    'https://LOCALHOST./',
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f.0.0.1/',
    'https://0177.0.0.1/',
    'https://8.8.8.8/',
    'https://169.254.169.254/latest/meta-data',
    'https://[::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://db/',
    'https://db.internal/',
    'https://printer.local/',
    'https://１２７.0.0.1/',
  ])('is not %s', (url) => expect(urlProblem(url, false)).toMatch(/^(must|names)/));

  it('may be inside, and http, where a setting for development says so; never with a password', () => {
    expect(urlProblem('http://127.0.0.1:8090/hook', true)).toBeUndefined();
    expect(urlProblem('http://a:b@127.0.0.1:8090/hook', true)).toMatch(/password/);
  });
});

describe('webhooks: pieces', () => {
  const eventsOf = (user: string, n: number) =>
    Array.from({ length: n }, (_, i) =>
      ofPresence({
        ...{ app: 'demo', user, device: 'd', session: 's', status: 'online', phase: 'unknown' },
        atMs: i,
      }),
    ).flat();

  it('keep the order of a user in one shard, 100 at a time', () => {
    const pieces = piecesOf('w', eventsOf('bob', 250));
    expect(pieces.map(({ count, shard }) => [count, shard])).toEqual([
      [100, shardOf('bob')],
      [100, shardOf('bob')],
      [50, shardOf('bob')],
    ]);
    const all = JSON.parse(joined(pieces.map(({ body }) => body))) as { atMs: number }[];
    expect(all.map(({ atMs }) => atMs)).toEqual(Array.from({ length: 250 }, (_, i) => i));
    expect(JSON.parse(envelope('demo', 0, joined(pieces.map(({ body }) => body))))).toMatchObject({
      ...{ type: 'events.batch', timestamp: '1970-01-01T00:00:00.000Z', data: { app: 'demo' } },
    });
  });

  it('become a request once: what was tried goes again as it was, before what is new', () => {
    const fresh = (seq: number, count: number) => ({ seq, count, batch: null });
    expect(nextBatch([])).toBeUndefined();
    expect(nextBatch([fresh(3, 60), fresh(4, 40), fresh(5, 1)])).toEqual({ batch: 3, seqs: [3, 4] });
    expect(nextBatch([fresh(3, 60), fresh(4, 41), fresh(5, 1)])).toEqual({ batch: 3, seqs: [3] });
    const tried = { seq: 1, count: 5, batch: 1 };
    expect(nextBatch([tried, { ...tried, seq: 2 }, { seq: 7, count: 1, batch: 7 }, fresh(9, 1)])).toEqual({
      ...{ batch: 1, seqs: [1, 2] },
    });
  });

  it('spread over shards', () => {
    const shards = new Set(Array.from({ length: 200 }, (_, i) => shardOf(`user-${i}`)));
    expect(shards.size).toBe(16);
  });
});

describe('webhooks: an answer', () => {
  it('is one short line', () => {
    expect(shortened('a\r\n\u0000b\u202ec')).toBe('a b c');
    expect(shortened('😀'.repeat(500))).toHaveLength(200);
  });
});
