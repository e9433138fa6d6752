// Serves the operations port in its own thread. The process gets a bounded number of questions, however many requests come. If the event
// loop of the process is blocked, the thread answers that.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { workerData } from 'node:worker_threads';
import { Asking } from './asking';
import { Buckets } from './buckets';
import { Door, type DoorLimits } from './door';
import type { OperationsAnswer, OperationsPath } from './operations';
import { listenIn, portOfThread } from './thread-door';

export interface OperationsThread {
  readonly host: string;
  readonly port: number;
  readonly paths: readonly OperationsPath[];
  readonly limits: DoorLimits;
}

/** Health answers within 2 s. If the process takes longer, its event loop is blocked. */
const ANSWER_DEADLINE_MS = 3_000;
/** The most questions to the process. Further requests get the last answer again. */
const ASKED = { perSecond: 20, burst: 40 };
const METHODS = ['GET', 'HEAD'];

const { host, port, paths, limits } = workerData as OperationsThread;
const process = portOfThread();
const asking = new Asking<OperationsPath, OperationsAnswer>(process, ANSWER_DEADLINE_MS);
const asked = new Buckets(ASKED);
const pending = new Map<OperationsPath, Promise<OperationsAnswer | undefined>>();
const latest = new Map<OperationsPath, OperationsAnswer>();

/** Requests that come while a question is open share its answer. */
async function answerOf(path: OperationsPath): Promise<OperationsAnswer | undefined> {
  const known = latest.get(path);
  if (known !== undefined && !asked.take(path, performance.now())) return known;
  const open = pending.get(path) ?? asking.ask(path).finally(() => pending.delete(path));
  pending.set(path, open);
  const answer = await open;
  if (answer === undefined) latest.delete(path);
  else latest.set(path, answer);
  return answer;
}

const STANDS_STILL: OperationsAnswer = {
  status: 503,
  type: 'application/json; charset=utf-8',
  body: JSON.stringify({
    status: 'failing',
    reasons: ['the process does not answer: its event loop stands still'],
  }),
};

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const given = (request.url ?? '/').split('?', 1)[0] ?? '/';
  const path = paths.find((each) => each === given);
  if (path === undefined) return send(response, 404, {}, `There is ${paths.join(', ')}.\n`);
  const allow = [...METHODS, 'OPTIONS'].join(', ');
  if (request.method === 'OPTIONS') return send(response, 204, { allow }, '');
  if (!METHODS.includes(request.method ?? '')) return send(response, 405, { allow }, 'Method Not Allowed.\n');
  const { status, type, body } = (await answerOf(path)) ?? STANDS_STILL;
  return send(response, status, { 'content-type': type }, body);
}

function send(response: ServerResponse, status: number, headers: Record<string, string>, body: string): void {
  const plain = status === 204 ? {} : { 'content-type': 'text/plain; charset=utf-8' };
  response.writeHead(status, {
    ...{ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' },
    ...(status !== 204 && { 'content-length': Buffer.byteLength(body) }),
    ...plain,
    ...headers,
  });
  response.end(body);
}

const listener = (request: IncomingMessage, response: ServerResponse): void =>
  void answer(request, response).catch(() => response.destroy());

// A caller over its rate gets the same answer after the delay, so that a probe behind the same address does not fail.
void listenIn(process, new Door({ ...limits, answer: listener, refuse: listener }), { host, port });
