// The last step of a fake's answer: as it is, or spoiled in the way that was asked for, over either version of HTTP.
import type { ServerResponse } from 'node:http';
import { constants, type ServerHttp2Stream } from 'node:http2';
import { gzipSync } from 'node:zlib';
import type { Trick } from './tricks';
import type { FakeAnswer } from './vendor-fake';

const HUGE_BYTES = 8 * 1_048_576;
const DRIP_MS = 1000;

/** The way back to a caller. */
export interface Outlet {
  /** The caller left. */
  readonly isGone: boolean;
  deliver(answer: FakeAnswer, trick: Trick | undefined): void;
  /** Ends without an answer, because there can be none. */
  destroy(): void;
}

type Headers = Record<string, string>;

/** What a version of HTTP has to offer. */
interface Way {
  give(status: number, headers: Headers, body: string | Buffer): void;
  drip(status: number, headers: Headers, body: string): void;
  close(): void;
}

export const overHttp1 = (outgoing: ServerResponse): Outlet => ({
  get isGone() {
    return outgoing.destroyed;
  },
  deliver: (answer, trick) =>
    deliver(answer, trick, {
      give: (status, headers, body) => outgoing.writeHead(status, headers).end(body),
      drip: (status, headers, body) => drip(outgoing.writeHead(status, headers), body),
      close: () => outgoing.destroy(),
    }),
  destroy: () => outgoing.destroy(),
});

export const overHttp2 = (stream: ServerHttp2Stream): Outlet => ({
  get isGone() {
    return stream.destroyed;
  },
  deliver: (answer, trick) =>
    deliver(answer, trick, {
      give: (status, headers, body) => {
        stream.respond({ ':status': status, ...headers }, { endStream: body.length === 0 });
        // One frame that ends the stream: some clients read nothing from two.
        if (body.length > 0) stream.end(body);
      },
      drip: (status, headers, body) => {
        stream.respond({ ':status': status, ...headers });
        drip(stream, body);
      },
      close: () => stream.session?.destroy(),
    }),
  destroy: () => stream.close(constants.NGHTTP2_INTERNAL_ERROR),
});

function deliver(answer: FakeAnswer, trick: Trick | undefined, way: Way): void {
  const headers = {
    ...(answer.body !== '' && { 'content-type': 'application/json;charset=UTF-8' }),
    ...answer.headers,
    ...(trick?.retryAfter !== undefined && { 'retry-after': trick.retryAfter }),
  };
  const give = (body: string | Buffer, more: Headers = {}): void =>
    way.give(answer.status, { ...headers, ...more }, body);
  switch (trick?.do) {
    case 'hang':
      return;
    case 'close':
      return way.close();
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
      return way.drip(answer.status, headers, answer.body);
    default:
      return give(answer.body);
  }
}

function drip(outgoing: ServerResponse | ServerHttp2Stream, body: string): void {
  let sent = 0;
  const timer = setInterval(() => {
    if (outgoing.destroyed || sent >= body.length) clearInterval(timer);
    else outgoing.write(body.slice(sent, ++sent));
  }, DRIP_MS);
  outgoing.on('close', () => clearInterval(timer));
}
