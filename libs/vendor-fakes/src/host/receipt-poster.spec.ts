// The poster of receipts, against a customer that answers as the test wants.
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ReceiptPoster } from './receipt-poster';

describe('the poster of receipts', () => {
  let customer: Server;
  let poster: ReceiptPoster;
  let asked: { response: ServerResponse; path: string }[];
  let answer: (response: ServerResponse) => void;

  beforeEach(async () => {
    asked = [];
    answer = (response) => response.end();
    customer = createServer((request, response) => {
      asked.push({ response, path: request.url! });
      answer(response);
    }).listen(0, '127.0.0.1');
    await once(customer, 'listening');
    poster = new ReceiptPoster();
  });
  afterEach(async () => {
    await poster.close();
    customer.closeAllConnections();
    customer.close();
  });

  const post = (path = '/r') =>
    poster.post({
      url: `http://127.0.0.1:${(customer.address() as AddressInfo).port}${path}`,
      headers: {},
      body: '{}',
    });

  it('posts until somebody takes it', async () => {
    answer = (response) => response.writeHead(asked.length < 3 ? 503 : 200).end();
    post();
    await poster.idle();
    expect(asked).toHaveLength(3);
    expect(poster.count()).toEqual({ taken: 1, failed: 0, dropped: 0 });
  });
  it('gives up after three tries', async () => {
    answer = (response) => response.writeHead(500).end();
    post();
    await poster.idle();
    expect(asked).toHaveLength(3);
    expect(poster.count()).toEqual({ taken: 0, failed: 1, dropped: 0 });
  });
  it('follows nobody elsewhere', async () => {
    answer = (response) => response.writeHead(302, { location: '/elsewhere' }).end();
    post();
    await poster.idle();
    expect(asked.map(({ path }) => path)).toEqual(['/r', '/r', '/r']);
  });
  it('has eight on their way at most, and leaves nothing when it is closed', async () => {
    let eight: () => void;
    const wasAsked = new Promise<void>((resolve) => (eight = resolve));
    answer = () => asked.length === 8 && eight();
    for (let i = 0; i < 20; i++) post();
    await wasAsked;
    await poster.close();
    expect(asked).toHaveLength(8);
    post();
    await poster.idle();
    expect(asked).toHaveLength(8);
  });
});
