// Passes requests of our pages on to the services: with the console's key, and for whom it acts. Bodies and answers are streams.
import { All, Controller, Req, Res } from '@nestjs/common';
import { ACTING_FOR, HttpProblem, Open, Operation } from '@offline-push/service-kit';
import type { Request, Response } from 'express';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { Transform } from 'node:stream';
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
    const [answer] = await Promise.all([this.services.answerOf(service, call), sendBody(request, call)]);
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

/** Who answers before it has read all is heard: its answer says why. */
async function sendBody(request: Request, call: ClientRequest): Promise<void> {
  let length = 0;
  const bounded = new Transform({
    transform(chunk: Buffer, _, done) {
      length += chunk.length;
      done(length > MAX_BODY_BYTES ? tooLarge() : null, chunk);
    },
  });
  await pipeline(request, bounded, call).catch((error: unknown) => {
    if (error instanceof HttpProblem) throw error;
  });
}

/** A cut connection tells the page that something is missing. */
async function handOver(answer: IncomingMessage, response: Response): Promise<void> {
  response.writeHead(answer.statusCode ?? 502, toBrowser(answer.headers));
  await pipeline(answer, response).catch(() => response.destroy());
}
