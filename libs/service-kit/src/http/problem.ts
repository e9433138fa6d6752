// Errors of the HTTP APIs as RFC 9457 problems. They hold nothing of a stack, a statement or a secret.
import type { Problem } from '@offline-push/contracts';
import { STATUS_CODES } from 'node:http';

/** The error a controller throws. `code` is stable and part of the API; `detail` is for people. */
export class HttpProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly errors: readonly Problem[] = [],
    /** Further response headers, for instance retry-after. */
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail);
    this.name = 'HttpProblem';
  }
}

/** The same answer for what is missing and for what belongs to another app, so that a caller cannot tell them apart. */
export const notFound = (): HttpProblem =>
  new HttpProblem(404, 'not-found', 'There is no such resource, or it is not yours.');

export const invalid = (
  errors: readonly Problem[],
  where: 'body' | 'query' | 'path' | 'header',
): HttpProblem =>
  new HttpProblem(400, `invalid-${where}`, `The ${where} breaks ${errors.length} rule(s).`, errors);

export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly code: string;
  readonly errors: readonly Problem[];
  readonly traceId: string;
}

/** `path` has no query, because a query may hold anything. */
export const documentOf = (problem: HttpProblem, path: string, traceId: string): ProblemDocument => ({
  type: `urn:offline-push:problem:${problem.code}`,
  title: STATUS_CODES[problem.status] ?? 'Error',
  status: problem.status,
  detail: problem.detail,
  instance: path,
  code: problem.code,
  errors: problem.errors,
  traceId,
});

/** The problem to answer with for what was thrown; undefined for a bug of ours, which the caller logs and hides. */
export function problemOf(thrown: unknown): HttpProblem | undefined {
  if (thrown instanceof HttpProblem) return thrown;
  const { retriable, status } = (thrown ?? {}) as { retriable?: unknown; status?: unknown };
  if (retriable === true)
    return new HttpProblem(503, 'unavailable', 'Something this service needs is away. Try again.', [], {
      'retry-after': '1',
    });
  if (typeof status !== 'number' || status < 400 || status > 499) return undefined;
  return status === 404 ? notFound() : plainProblem(status);
}

/** For errors of Nest and Express. Their texts may quote the request, so only the status is used. */
function plainProblem(status: number): HttpProblem {
  const title = STATUS_CODES[status] ?? 'Bad Request';
  return new HttpProblem(status, title.toLowerCase().replace(/[^a-z]+/g, '-'), `${title}.`);
}
