// Measures every request by method, route pattern and status, and sets the headers of every answer.
import type { NextFunction, Request, Response } from 'express';
import { Histogram } from 'prom-client';

const requestDuration = new Histogram({
  name: 'http_server_request_duration_seconds',
  help: 'How long requests took, by the pattern of their route.',
  labelNames: ['method', 'route', 'status'] as const,
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.3, 1, 3, 10],
});

/** Answers of these APIs must not be cached. */
export function answerHeaders(_: Request, response: Response, next: NextFunction): void {
  response.set({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  next();
}

export function observeRequest(request: Request, response: Response, next: NextFunction): void {
  const stop = requestDuration.startTimer();
  response.once('close', () =>
    stop({
      method: request.method,
      route: routeOf(request),
      status: response.writableFinished ? String(response.statusCode) : 'aborted',
    }),
  );
  next();
}

/** The pattern and not the path, because ids in labels would make series without end. */
const routeOf = (request: Request): string =>
  (request.route as { path?: string } | undefined)?.path ?? 'unmatched';
