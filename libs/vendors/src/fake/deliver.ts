// The last step of a fake's answer: as it is, or spoiled in the way that was asked for.
import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Trick } from './tricks';
import type { FakeAnswer } from './vendor-fake';

const HUGE_BYTES = 8 * 1_048_576;
const DRIP_MS = 1000;

export function deliver(outgoing: ServerResponse, answer: FakeAnswer, trick: Trick | undefined): void {
  const headers = {
    'content-type': 'application/json;charset=UTF-8',
    ...answer.headers,
    ...(trick?.retryAfter !== undefined && { 'retry-after': trick.retryAfter }),
  };
  const give = (body: string | Buffer, more: Record<string, string> = {}): void => {
    outgoing.writeHead(answer.status, { ...headers, ...more }).end(body);
  };
  switch (trick?.do) {
    case 'hang':
      return;
    case 'close':
      outgoing.destroy();
      return;
    case 'garbage':
      return give('<html><body>It works!</body></html>', { 'content-type': 'text/html' });
    case 'empty':
      return give('');
    case 'cut':
      return give(answer.body.slice(0, answer.body.length / 2));
    case 'huge':
      return give(Buffer.alloc(HUGE_BYTES, 0x20));
    case 'packed':
      return give(gzipSync(answer.body), { 'content-encoding': 'gzip' });
    case 'big-header':
      return give(answer.body, { 'x-padding': 'x'.repeat(100_000) });
    case 'redirect':
      return give('', { location: 'http://127.0.0.1:9/elsewhere' });
    case 'drip':
      outgoing.writeHead(answer.status, headers);
      return drip(outgoing, answer.body);
    default:
      return give(answer.body);
  }
}

function drip(outgoing: ServerResponse, body: string): void {
  let sent = 0;
  const timer = setInterval(() => {
    if (outgoing.destroyed || sent >= body.length) clearInterval(timer);
    else outgoing.write(body.slice(sent, ++sent));
  }, DRIP_MS);
  outgoing.on('close', () => clearInterval(timer));
}
