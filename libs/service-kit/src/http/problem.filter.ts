// Catches what a request throws, answers with a problem, and logs our own faults.
import { type ArgumentsHost, Catch, type ExceptionFilter, Logger, NotFoundException } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Buckets } from '../doors/buckets';
import { methodsAt, patternsOf } from './allowed-methods';
import { documentOf, HttpProblem, problemOf } from './problem';
import { Routes } from './routes';
import { traceIdOf } from './trace-id';

@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #logger = new Logger('Http');
  /** At most one line a second for a fault that every request meets. */
  readonly #lines = new Buckets({ perSecond: 1, burst: 1 });
  #patterns: ReturnType<typeof patternsOf> | undefined;

  constructor(private readonly routes: Routes) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    const allowed = thrown instanceof NotFoundException ? this.#methodsAt(pathOf(request)) : [];
    if (allowed.length > 0 && request.method === 'OPTIONS')
      return void response.status(204).set('allow', allowed.join(', ')).end();
    const problem =
      allowed.length > 0 ? notAllowed(allowed) : (problemOf(thrown) ?? this.#bug(thrown, request));
    // Half an answer is sent already. A cut connection is better than half a document that looks complete.
    if (response.headersSent) return void response.destroy();
    if (problem.status === 503) this.#refused(thrown, request);
    // Problems are in English, whatever the good answer would have been in.
    if (response.hasHeader('content-language')) response.set('content-language', 'en');
    response
      .status(problem.status)
      .set(problem.headers)
      .type('application/problem+json')
      .send(JSON.stringify(documentOf(problem, pathOf(request), traceIdOf(request))));
  }

  /** Called for Nest's NotFoundException, which means that no route took the request. Handlers throw problems of ours. */
  #methodsAt(path: string): string[] {
    this.#patterns ??= patternsOf(this.routes.list());
    return methodsAt(path, this.#patterns);
  }

  /** Logged without a stack, because it is expected. */
  #refused(thrown: unknown, request: Request): void {
    const error = thrown instanceof Error ? thrown.message : 'unavailable';
    if (this.#lines.take(error, performance.now()))
      this.#logger.warn({ event: 'request-refused', ...facts(request), error });
  }

  #bug(thrown: unknown, request: Request): HttpProblem {
    const error = thrown instanceof Error ? thrown : new Error('something was thrown that is no error');
    this.#logger.error({ event: 'request-failed', ...facts(request), error });
    return new HttpProblem(500, 'internal-error', 'This is our fault. The log has it under the trace id.');
  }
}

const notAllowed = (allowed: readonly string[]): HttpProblem =>
  new HttpProblem(405, 'method-not-allowed', `This resource takes ${allowed.join(', ')}.`, [], {
    allow: allowed.join(', '),
  });

const facts = (request: Request) => ({
  method: request.method,
  path: pathOf(request),
  traceId: traceIdOf(request),
});

const pathOf = (request: Request): string => request.originalUrl.split('?', 1)[0] ?? '/';
