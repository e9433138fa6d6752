// The HTTP server for vendors' callbacks, in its own thread, so that a flood takes no time from the pushes. It passes genuine callbacks
// on to the process, a bounded number at a time and per second, and answers all others itself.
import { Asking, Buckets, closeIn, Door, listenIn, portOfThread } from '@offline-push/service-kit/doors';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { workerData } from 'node:worker_threads';
import { type KnownPaths, type Place, placeOf } from './receipt-paths';
import type { ReceiptsThread, Sent, TakenAnswer, Tally } from './between-threads';

/** The limit that `vendor.ts` promises to the vendors' readers. */
const MAX_BODY_BYTES = 64 * 1024;
/** Longer than the deadline of the process, so that the process answers first. */
const ANSWER_DEADLINE_MS = 8_000;
const MAX_ASKED = 32;
const MAX_WAITING = 256;
/** How many callbacks with a wrong secret one address may send. */
const WRONG = { perSecond: 10, burst: 50 };
/** Delay of the answer to an address that sends too many of them. */
const LATE_MS = 500;
const LOOK_AGAIN_MS = 20;
const TALLY_MS = 1_000;

const { host, port, limits, perSecond, known: first } = workerData as ReceiptsThread;
const process = portOfThread();
const asking = new Asking<Sent, TakenAnswer>(process, ANSWER_DEADLINE_MS);
const pace = new Buckets({ perSecond, burst: perSecond });
const wrong = new Buckets(WRONG);
let known = first;
let waiting = 0;
let tally: Tally = {};

process.on('message', (message: { known?: KnownPaths }) => {
  if (message.known !== undefined) known = message.known;
});

const pathOf = (request: IncomingMessage): string =>
  (request.url ?? '/').split('?', 1)[0]?.replace(/\/$/, '') ?? '';

async function take(request: IncomingMessage, response: ServerResponse, address: string): Promise<void> {
  const place = placeOf(pathOf(request), known);
  if (place === 'elsewhere') return end(response, 404);
  if (request.method !== 'POST')
    return end(response, request.method === 'OPTIONS' ? 204 : 405, { allow: 'POST, OPTIONS' });
  if (place !== 'genuine') return turnAway(response, place, address);
  if (waiting >= MAX_WAITING) return busy(response);
  waiting += 1;
  try {
    await pass(request, response);
  } finally {
    waiting -= 1;
  }
}

/** Gives the same answer as to a genuine callback, so that nobody learns which certificates exist. */
async function turnAway(response: ServerResponse, place: Place, address: string): Promise<void> {
  count(place);
  if (wrong.take(address, performance.now())) return end(response, 200);
  count('too-many');
  await sleep(LATE_MS);
  end(response, 429, { 'retry-after': '1' });
}

async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await bodyOf(request);
  if (typeof body === 'string') {
    count(body);
    return end(response, 200, { connection: 'close' });
  }
  const endMs = performance.now() + ANSWER_DEADLINE_MS;
  while (asking.open >= MAX_ASKED || !pace.take('', performance.now())) {
    if (performance.now() > endMs || response.destroyed) return busy(response);
    await sleep(LOOK_AGAIN_MS);
  }
  const answer = await asking.ask({
    path: pathOf(request),
    query: queryOf(request),
    headers: headersOf(request),
    body,
  });
  if (answer === undefined) return busy(response);
  const { status, body: words } = answer;
  end(response, status, status === 503 ? AGAIN : words === '' ? {} : { 'content-type': JSON_TYPE }, words);
}

const JSON_TYPE = 'application/json; charset=utf-8';
const AGAIN = { 'retry-after': '1' };

/** Vendors send a callback again after 503. */
function busy(response: ServerResponse): void {
  count('busy');
  end(response, 503, AGAIN);
}

function end(
  response: ServerResponse,
  status: number,
  headers: Record<string, string> = {},
  body = '',
): void {
  if (response.destroyed) return;
  // The rest of a body is not read, so the connection cannot be used again.
  const rest = response.req.complete ? {} : { connection: 'close' };
  response.writeHead(status, { 'cache-control': 'no-store', ...rest, ...headers }).end(body);
}

async function bodyOf(request: IncomingMessage): Promise<Uint8Array | 'body-too-large' | 'incomplete-body'> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > MAX_BODY_BYTES) return 'body-too-large';
      chunks.push(chunk);
    }
  } catch {
    // The caller hung up, and reads no answer.
    return 'incomplete-body';
  }
  return Buffer.concat(chunks, length);
}

/** Of a header that came twice, the first value counts. */
const headersOf = ({ headers }: IncomingMessage): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );

/** The query without "?". */
const queryOf = ({ url = '' }: IncomingMessage): string => url.split('?').slice(1).join('?');

function count(what: string): void {
  if (Object.keys(tally).length === 0)
    setTimeout(() => {
      process.postMessage({ tally });
      tally = {};
    }, TALLY_MS).unref();
  tally[what] = (tally[what] ?? 0) + 1;
}

const door = new Door({
  ...limits,
  answer: (request, response, { address }) =>
    void take(request, response, address).catch(() => response.destroy()),
  refuse: (_, response) => {
    count('too-many');
    end(response, 429, AGAIN);
  },
});
closeIn(process, door);
void listenIn(process, door, { host, port });
