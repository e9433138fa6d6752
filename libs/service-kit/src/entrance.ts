// The API's HTTP server. Until the application has started, which may wait for a database or for migrations, it answers 503; then it passes
// all requests to the application. Health and metrics have their own port (doors/).
import { ExpressAdapter } from '@nestjs/platform-express';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { randomBytes } from 'node:crypto';
import { Buckets } from './doors/buckets';
import { Door, type DoorCaller, type DoorLimits } from './doors/door';
import type { MalformedAnswer, MalformedStatus } from './doors/malformed';
import { callerOfRequest, type KnownKeys, unauthenticated } from './http/callers/bearer';
import { documentOf, HttpProblem } from './http/problem';
import { traceIdOf } from './http/trace-id';

const AGAIN = { 'retry-after': '1' };
const NOT_YET = new HttpProblem(503, 'unavailable', 'The service is starting. Try again.', [], AGAIN);
const TOO_MANY = new HttpProblem(
  429,
  'too-many-requests',
  'Too many requests came from this address.',
  [],
  AGAIN,
);

/** The rate of callers that are not known, by address. Within it the application answers them; beyond it they are refused at once. */
const STRANGERS = { perSecond: 50, burst: 200 };

/** Who is known at the door, so that strangers of the same address cannot use up their rate. */
export interface KnownCallers {
  knows(request: IncomingMessage): boolean;
  /** For strangers over their rate. */
  refusal(): HttpProblem;
}

export const withKeys = (keys: KnownKeys): KnownCallers => ({
  knows: (request) => callerOfRequest(request, keys) !== undefined,
  refusal: unauthenticated,
});

interface Application {
  readonly listener: RequestListener;
  readonly callers: KnownCallers;
}

export class Entrance {
  readonly #door: Door;
  readonly #strangers = new Buckets(STRANGERS);
  #application: Application | undefined;

  constructor(limits: DoorLimits) {
    this.#door = new Door({
      ...limits,
      knows: (request) => this.#application?.callers.knows(request) === true,
      answer: (request, response, caller) => this.#answer(request, response, caller),
      refuse: (request, response) => answerWith(TOO_MANY, request, response),
      malformed,
    });
  }

  get server(): Server {
    return this.#door.server;
  }

  /** The URL it listens at. */
  listen(host: string, port: number): Promise<string> {
    return this.#door.listen(host, port);
  }

  /** From now on the application answers. */
  handTo(listener: RequestListener, callers: KnownCallers): void {
    this.#application = { listener, callers };
  }

  /** A flood without a key does not reach the application. */
  #answer(request: IncomingMessage, response: ServerResponse, { address, isKnown }: DoorCaller): void {
    if (this.#application === undefined) return answerWith(NOT_YET, request, response);
    const { listener, callers } = this.#application;
    if (isKnown || this.#strangers.take(address, performance.now())) return listener(request, response);
    this.#door.late(request, response, (...late) => answerWith(callers.refusal(), ...late));
  }
}

/** Nest's adapter for Express, with our server, which listens already. */
export class EntranceAdapter extends ExpressAdapter {
  constructor(private readonly entrance: Entrance) {
    super();
  }

  override initHttpServer(): void {
    this.httpServer = this.entrance.server;
  }
}

const MALFORMED: Readonly<Record<MalformedStatus, readonly [code: string, detail: string]>> = {
  400: [
    'malformed-request',
    'This is no HTTP/1.1 request, or its method, path or headers hold what they may not.',
  ],
  408: ['request-timeout', 'The request did not come in time.'],
  413: ['body-too-large', 'The extensions of its chunks are too large.'],
  431: ['request-header-fields-too-large', 'The headers must have at most 16 kB.'],
};

/** The answer has no path, because the path is not known, and quotes nothing of the request. */
function malformed(status: MalformedStatus): MalformedAnswer {
  const problem = new HttpProblem(status, ...MALFORMED[status]);
  return {
    type: 'application/problem+json',
    body: JSON.stringify(documentOf(problem, '/', randomBytes(16).toString('hex'))),
  };
}

function answerWith(problem: HttpProblem, request: IncomingMessage, response: ServerResponse): void {
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  response
    .writeHead(problem.status, { ...problem.headers, 'content-type': 'application/problem+json' })
    .end(JSON.stringify(documentOf(problem, path, traceIdOf(request))));
}
