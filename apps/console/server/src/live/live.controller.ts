// What changes, for a page: the event streams of the services as one (https://html.spec.whatwg.org/multipage/server-sent-events.html).
import { Controller, Get, Req, Res } from '@nestjs/common';
import { AppId } from '@offline-push/contracts';
import { HttpProblem, Open, Operation } from '@offline-push/service-kit';
import { Value } from '@sinclair/typebox/value';
import type { Request, Response } from 'express';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { Address } from '../door/address';
import { actingFor, roleFor } from '../services/acting';
import { toBrowser } from '../services/headers';
import { Services } from '../services/services.steps';
import type { Session } from '../sign-in/session';
import { Sessions } from '../sign-in/sessions.steps';
import { Outlet, STREAM_HEADERS } from './outlet.steps';
import { placesOf } from './places';
import { Stream } from './stream.steps';
import { sourcesFor } from './streams';
import { Streams } from './streams.worker';
import { Upstream } from './upstream.steps';

type Opened = readonly [Upstream, IncomingMessage | undefined];

@Controller()
export class LiveController {
  constructor(
    private readonly sessions: Sessions,
    private readonly services: Services,
    private readonly streams: Streams,
    private readonly address: Address,
  ) {}

  @Get('live')
  @Open()
  @Operation({ summary: 'What changes in an app: the event streams of the services as one.' })
  async follow(@Req() request: Request, @Res() response: Response): Promise<void> {
    const session = await this.sessions.demand(request, response);
    const { app, parameters } = this.#asked(request);
    this.streams.demandPlace(session.id);
    if (request.method === 'HEAD') return void response.writeHead(200, STREAM_HEADERS).end();
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const places = placesOf(request.header('last-event-id') ?? parameters.get('lastEventId') ?? undefined);
    parameters.delete('lastEventId');
    const person = actingFor(session.user, roleFor(session, app));
    const upstreams = sourcesFor(app, parameters, this.services.names).map(
      (source) =>
        new Upstream(source, this.services, {
          actingFor: source.service === 'vendor-sandbox' ? undefined : person,
          ...{ lastId: places.get(source.service), signal: gone.signal },
        }),
    );
    const opened = await Promise.all(upstreams.map(openedOf));
    const refused = opened.find(([{ isDemanded }, answer]) => isDemanded && isRefusal(answer));
    if (refused?.[1] !== undefined) return handOn(refused[1], response);
    await this.#stream(session, response, places, opened);
  }

  async #stream(
    session: Session,
    response: Response,
    places: Map<string, string>,
    opened: readonly Opened[],
  ) {
    const stream = new Stream(session.id, new Outlet(response), places, () => this.sessions.isOver(session));
    this.streams.add(stream);
    response.once('close', () => this.streams.remove(stream));
    await stream.begin(opened);
  }

  #asked(request: Request): { app: string; parameters: URLSearchParams } {
    const [, query = ''] = this.address.withoutBase(request.originalUrl).split(/\?(.*)/s, 2);
    const parameters = new URLSearchParams(query);
    const app = parameters.get('app');
    parameters.delete('app');
    if (!Value.Check(AppId, app))
      throw new HttpProblem(400, 'invalid-query', 'The query breaks 1 rule(s).', [
        { pointer: '/app', rule: 'must be the id of an app' },
      ]);
    return { app: app as string, parameters };
  }
}

/** A service that is away may come back while the page is open. */
const openedOf = async (upstream: Upstream): Promise<Opened> => [
  upstream,
  await upstream.open().catch(() => undefined),
];

/** The page asked for what it may not have, or what is not there. */
const isRefusal = (answer: IncomingMessage | undefined): boolean =>
  answer?.statusCode !== undefined &&
  answer.statusCode >= 400 &&
  answer.statusCode < 500 &&
  answer.statusCode !== 429;

async function handOn(answer: IncomingMessage, response: Response): Promise<void> {
  response.writeHead(answer.statusCode ?? 502, toBrowser(answer.headers)).end(await text(answer));
}
