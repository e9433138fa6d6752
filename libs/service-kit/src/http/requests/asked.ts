// A request beside its body and its query, as one parameter of a handler. `Asked` in place of four.
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request, Response } from 'express';
import { type Caller, callerOf } from '../callers/roles';

export interface Asked<Path = Record<string, string>> {
  readonly caller: Caller;
  /** The parts of the path that have names. */
  readonly path: Path;
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** For headers of the answer; its body is what the handler returns. */
  readonly response: Response;
}

export const Asked = createParamDecorator((_: undefined, context: ExecutionContext): Asked => {
  const http = context.switchToHttp();
  const request = http.getRequest<Request>();
  const { params: path, headers } = request;
  return { caller: callerOf(request), path, headers, response: http.getResponse<Response>() } as Asked;
});
