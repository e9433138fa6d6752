// The last catch of every request: answers with a problem and logs what is our fault.
import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { documentOf, HttpProblem, problemOf } from './problem';
import { traceIdOf } from './trace-id';

@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #logger = new Logger('Http');

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    const problem = problemOf(thrown) ?? this.#bug(thrown, request);
    // Too late for another answer: a cut connection is better than half a document that looks whole.
    if (response.headersSent) return void response.destroy();
    if (problem.status === 503)
      this.#logger.warn({ event: 'request-refused', ...facts(request), error: thrown });
    response
      .status(problem.status)
      .set(problem.headers)
      .type('application/problem+json')
      .send(JSON.stringify(documentOf(problem, pathOf(request), traceIdOf(request))));
  }

  #bug(thrown: unknown, request: Request): HttpProblem {
    const error = thrown instanceof Error ? thrown : new Error('something was thrown that is no error');
    this.#logger.error({ event: 'request-failed', ...facts(request), error });
    return new HttpProblem(500, 'internal-error', 'This is our fault. The log has it under the trace id.');
  }
}

const facts = (request: Request) => ({
  method: request.method,
  path: pathOf(request),
  traceId: traceIdOf(request),
});

const pathOf = (request: Request): string => request.originalUrl.split('?', 1)[0] ?? '/';
