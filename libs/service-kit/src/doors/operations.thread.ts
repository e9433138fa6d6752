// The operations port, in a thread of its own: however often it is asked, the process hears a bounded number of questions, and a process
// whose event loop stands still is told apart from one that is away.
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

/** Health answers by itself within 2 s; a process that takes longer does nothing at all. */
const ANSWER_DEADLINE_MS = 3_000;
/** Beyond that, answers are repeated. */
const ASKED = { perSecond: 20, burst: 40 };
const METHODS = ['GET', 'HEAD'];

const { host, port, paths, limits } = workerData as OperationsThread;
const process = portOfThread();
const asking = new Asking<OperationsPath, OperationsAnswer>(process, ANSWER_DEADLINE_MS);
const asked = new Buckets(ASKED);
const pending = new Map<OperationsPath, Promise<OperationsAnswer | undefined>>();
const latest = new Map<OperationsPath, OperationsAnswer>();

/** A question that is open already answers all who ask meanwhile. */
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

// Who asks too often gets the same answer, only later: a probe behind the same address must not fail by it.
void listenIn(process, new Door({ ...limits, answer: listener, refuse: listener }), { host, port });
