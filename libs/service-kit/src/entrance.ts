// The service's HTTP server from its first moment on. Until the application is there, which may wait for a database or for migrations, it
// answers probes and scrapes by itself and everything else with "not yet"; then it hands all requests to the application.
import { ExpressAdapter } from '@nestjs/platform-express';
import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { register } from 'prom-client';
import type { Health, HealthReport } from './health/health';
import { documentOf, HttpProblem } from './http/problem';
import { traceIdOf } from './http/trace-id';

/** A caller has this long for the head of a request, and this long for all of it. */
const HEAD_DEADLINE_MS = 10_000;
const REQUEST_DEADLINE_MS = 30_000;
const MAX_CONNECTIONS = 2000;
const NOT_YET = new HttpProblem(503, 'unavailable', 'The service is starting. Try again.', [], {
  'retry-after': '1',
});

export class Entrance {
  readonly server: Server;
  #application: RequestListener | undefined;

  constructor(private readonly health: Health) {
    this.server = createServer((request, response) => {
      if (this.#application !== undefined) this.#application(request, response);
      else this.#answer(request, response).catch(() => response.destroy());
    });
    this.server.headersTimeout = HEAD_DEADLINE_MS;
    this.server.requestTimeout = REQUEST_DEADLINE_MS;
    this.server.maxConnections = MAX_CONNECTIONS;
  }

  /** The URL it listens at. */
  async listen(host: string, port: number): Promise<string> {
    this.server.listen(port, host);
    await once(this.server, 'listening');
    const at = (this.server.address() as AddressInfo).port;
    return `http://${host.includes(':') ? `[${host}]` : host}:${at}`;
  }

  /** From now on every request is the application's. */
  handTo(application: RequestListener): void {
    this.#application = application;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    if (path === '/health/live') return answerWith(response, await this.health.live());
    if (path === '/health/ready') return answerWith(response, await this.#readiness());
    if (path === '/metrics')
      return send(response, 200, { 'content-type': register.contentType }, await register.metrics());
    const document = documentOf(NOT_YET, path, traceIdOf(request));
    const headers = { ...NOT_YET.headers, 'content-type': 'application/problem+json' };
    return send(response, NOT_YET.status, headers, JSON.stringify(document));
  }

  /** Not ready in any case: what is well already is only a part of the service. */
  async #readiness(): Promise<HealthReport> {
    const report = await this.health.ready();
    return report.status === 'ok'
      ? { ...report, status: 'failing', reasons: ['the service is starting'] }
      : report;
  }
}

/** Nest's way to Express, with a server that listens already. */
export class EntranceAdapter extends ExpressAdapter {
  constructor(private readonly entrance: Entrance) {
    super();
  }

  override initHttpServer(): void {
    this.httpServer = this.entrance.server;
  }
}

const answerWith = (response: ServerResponse, report: HealthReport): void =>
  send(
    response,
    report.status === 'ok' ? 200 : 503,
    { 'content-type': 'application/json; charset=utf-8' },
    JSON.stringify(report),
  );

function send(response: ServerResponse, status: number, headers: Record<string, string>, body: string): void {
  response.writeHead(status, headers).end(body);
}
