// Passes requests of our pages on to the services: with the console's key, and for whom it acts. Bodies and answers are streams.
import { All, Controller, Req, Res } from '@nestjs/common';
import { ACTING_FOR, HttpProblem, Open, Operation } from '@offline-push/service-kit';
import type { Request, Response } from 'express';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { Address } from '../door/address';
import { demandOrigin, isSafe } from '../door/origin';
import { Sessions } from '../sign-in/sessions.steps';
import { actingFor, roleFor } from './acting';
import { toBrowser, toService } from './headers';
import { Services } from './services.steps';
import { destinationOf } from './destination';

const SANDBOX = 'vendor-sandbox';
/** More than any service takes. */
const MAX_BODY_BYTES = 1_048_576;
const ROOM = ['drain', 'response', 'close'];

@Controller()
export class ServicesController {
  constructor(
    private readonly sessions: Sessions,
    private readonly services: Services,
    private readonly address: Address,
  ) {}

  @All('api/{*rest}')
  @Open()
  @Operation({ summary: "A service's own API, for who is signed in: /api/<service>/v1/…" })
  async passOn(@Req() request: Request, @Res() response: Response): Promise<void> {
    demandOrigin(request.method, request.headers, this.address);
    const session = await this.sessions.demand(request, response);
    const { service, path, app } = destinationOf(this.address.withoutBase(request.originalUrl));
    const acting = roleFor(session, app);
    // The services judge roles by themselves; the sandbox knows none.
    if (service === SANDBOX && !isSafe(request.method) && acting.role === 'viewer') throw onlyLooks();
    demandSmall(request);
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const call = this.services.begin({
      ...{ service, path, method: request.method, signal: gone.signal },
      headers: {
        ...toService(request.headers),
        ...(service !== SANDBOX && { [ACTING_FOR]: actingFor(session.user, acting) }),
      },
    });
    const answer = await Promise.race([
      this.services.answerOf(service, call, () => response.writableNeedDrain),
      failureOf(sendBody(request, call)),
    ]);
    await handOver(answer, response);
  }
}

const onlyLooks = (): HttpProblem =>
  new HttpProblem(403, 'forbidden', 'The role viewer may not do this; operator, admin may.');

const tooLarge = (): HttpProblem =>
  new HttpProblem(413, 'body-too-large', `The body must have at most ${MAX_BODY_BYTES} bytes.`, [], {
    connection: 'close',
  });

function demandSmall({ headers }: Request): void {
  if (Number(headers['content-length'] ?? 0) > MAX_BODY_BYTES) throw tooLarge();
}

/** A service that answers before it has read all is heard: the rest of the body is read and dropped, so that the page hears it, too. */
async function sendBody(request: Request, call: ClientRequest): Promise<void> {
  let length = 0;
  let isAnswered = false;
  call.once('response', () => (isAnswered = true));
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_BODY_BYTES) {
      call.destroy();
      throw tooLarge();
    }
    if (!isAnswered && !call.destroyed && !call.write(chunk)) await roomIn(call);
  }
  call.end();
}

/** Or it needs none any more. */
const roomIn = (call: ClientRequest): Promise<void> =>
  new Promise((resolve) => {
    const over = (): void => {
      for (const event of ROOM) call.off(event, over);
      resolve();
    };
    for (const event of ROOM) call.on(event, over);
  });

/** Ends only if the page is to blame. What the service does, its answer says; who is gone reads none. */
async function failureOf(sending: Promise<void>): Promise<never> {
  await sending.catch((error: unknown) => {
    if (error instanceof HttpProblem) throw error;
  });
  return new Promise<never>(() => undefined);
}

/** A cut connection tells the page that something is missing. */
async function handOver(answer: IncomingMessage, response: Response): Promise<void> {
  response.writeHead(answer.statusCode ?? 502, toBrowser(answer.headers));
  await pipeline(answer, response).catch(() => response.destroy());
}
