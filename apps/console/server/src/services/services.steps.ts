// Calls services with the console's key. Answers are streams: nothing is gathered here.
import { Injectable } from '@nestjs/common';
import { HttpProblem, notFound } from '@offline-push/service-kit';
import http, { type ClientRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import https from 'node:https';

export class ServicesConfig {
  constructor(
    /** Name → URL. */
    readonly urls: ReadonlyMap<string, URL>,
    readonly key: { reveal(): string },
    readonly deadlineMs: number,
  ) {}
}

export interface Call {
  readonly service: string;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: OutgoingHttpHeaders;
  /** Ends the call, whatever it is at. */
  readonly signal: AbortSignal;
  /** Between two chunks of the answer; absent: the setting. */
  readonly silenceMs?: number;
}

const agents = {
  'http:': new http.Agent({ keepAlive: true }),
  'https:': new https.Agent({ keepAlive: true }),
};
/** Development only, and has no keys. */
const WITHOUT_KEY = 'vendor-sandbox';

@Injectable()
export class Services {
  constructor(private readonly config: ServicesConfig) {}

  has(service: string): boolean {
    return this.config.urls.has(service);
  }

  get names(): readonly string[] {
    return [...this.config.urls.keys()];
  }

  /** The request; the caller writes its body and ends it. */
  begin({ service, method, path, headers, signal, silenceMs }: Call): ClientRequest {
    const url = this.config.urls.get(service);
    if (url === undefined) throw notFound();
    const { request } = url.protocol === 'https:' ? https : http;
    const key = service === WITHOUT_KEY ? {} : { authorization: `Bearer ${this.config.key.reveal()}` };
    return request(url, {
      ...{ method, path, signal, agent: agents[url.protocol as 'http:'] },
      headers: { ...headers, ...key },
      timeout: silenceMs ?? this.config.deadlineMs,
    });
  }

  /**
   * The head of the answer, or a problem that names the service.
   * @param isHeldUp whether the service is silent because its reader is slow: that is no fault of its own.
   */
  answerOf(service: string, request: ClientRequest, isHeldUp = () => false): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      request.once('response', (answer) => {
        if (answer.statusCode !== 401) return resolve(answer);
        answer.resume();
        reject(new HttpProblem(502, 'service-refused', `${service} does not know the key of the console.`));
      });
      request.on('timeout', () => {
        if (isHeldUp()) return;
        reject(late(service));
        request.destroy();
      });
      // Also later ones: an answer that was cut is told by its own stream.
      request.on('error', () => reject(away(service)));
    });
  }
}

const away = (service: string): HttpProblem =>
  new HttpProblem(502, 'service-away', `${service} cannot be reached.`, [], { 'retry-after': '2' });
const late = (service: string): HttpProblem =>
  new HttpProblem(504, 'service-late', `${service} did not answer in time.`, [], { 'retry-after': '2' });
