// Guards every route: it refuses callers without a key or with the wrong role. A path of another app is answered like a missing one. It
// also refuses paths that break their rules, and query parameters that the route does not read.
import { type CanActivate, type ExecutionContext, Inject, Injectable, Logger } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Problem } from '@offline-push/contracts';
import { Type } from '@sinclair/typebox';
import type { Request } from 'express';
import { Buckets } from '../../doors/buckets';
import { actingCaller } from './acting';
import { ApiKeys } from './api-keys';
import { callerOfRequest, unauthenticated } from './bearer';
import { pathProblems } from '../requests/path-rules';
import { HttpProblem, invalid, notFound } from '../problem';
import { unknownParameters } from '../requests/query-values';
import {
  ANY_APP_KEY,
  type Caller,
  mayAct,
  mayReach,
  OPEN_KEY,
  rememberCaller,
  type Role,
  ROLES,
  ROLES_KEY,
} from './roles';
import { undecodableParameters } from '../requests/undecodable';
import { traceIdOf } from '../trace-id';
import { schemasOf } from '../requests/valid';

export const REQUESTS_PER_SECOND = Symbol('REQUESTS_PER_SECOND');

@Injectable()
export class CallerGuard implements CanActivate {
  readonly #logger = new Logger('Callers');
  readonly #buckets: Buckets;

  constructor(
    private readonly reflector: Reflector,
    private readonly keys: ApiKeys,
    @Inject(REQUESTS_PER_SECOND) perSecond: number,
  ) {
    this.#buckets = new Buckets({ perSecond, burst: 2 * perSecond });
  }

  canActivate(context: ExecutionContext): boolean {
    if (this.#metadata<boolean>(OPEN_KEY, context) === true) return true;
    const request = context.switchToHttp().getRequest<Request>();
    const key = this.#callerOf(request);
    const caller = actingCaller(key, request.headers);
    if (!this.#buckets.take(caller.id, performance.now())) throw tooMany();
    refuse(pathProblems(request.params), 'path');
    const app = request.params['app'];
    if (typeof app === 'string' && !mayReach(caller, app)) throw notFound();
    const roles = this.#metadata<Role[]>(ROLES_KEY, context) ?? [];
    if (!mayAct(caller, roles)) throw forbidden(caller.role, roles);
    if (app === undefined && caller.app !== '*' && this.#metadata<boolean>(ANY_APP_KEY, context) !== true)
      throw new HttpProblem(403, 'forbidden', 'This is for callers of all apps.');
    refuse(undecodableParameters(request.originalUrl), 'query');
    if (!this.#readsQuery(context)) refuse(unknownParameters(NO_QUERY, request.query), 'query');
    rememberCaller(request, caller);
    if (key.actsForOthers) this.#note(request, caller);
    return true;
  }

  /** Beside the audits of services: no change by a person is without a line. */
  #note(request: Request, { id: by, app, role }: Caller): void {
    if (request.method === 'GET' || request.method === 'HEAD') return;
    const path = request.originalUrl.split('?', 1)[0];
    this.#logger.log({
      event: 'person-acts',
      by,
      app,
      role,
      method: request.method,
      path,
      traceId: traceIdOf(request),
    });
  }

  #readsQuery(context: ExecutionContext): boolean {
    return schemasOf(context.getClass().prototype as object, context.getHandler().name).query !== undefined;
  }

  #callerOf(request: Request): Caller {
    const caller = callerOfRequest(request, this.keys);
    if (caller === undefined) throw unauthenticated();
    return caller;
  }

  #metadata<T>(key: string, context: ExecutionContext): T | undefined {
    return this.reflector.getAllAndOverride<T | undefined>(key, [context.getHandler(), context.getClass()]);
  }
}

/** For a route that reads no query. */
const NO_QUERY = Type.Object({});

function refuse(problems: readonly Problem[], where: 'query' | 'path'): void {
  if (problems.length > 0) throw invalid(problems, where);
}

const tooMany = (): HttpProblem =>
  new HttpProblem(429, 'too-many-requests', 'Too many requests came with this API key.', [], {
    'retry-after': '1',
  });

/** Names the roles that may call, so that the caller knows which key to ask for. */
const forbidden = (role: Role, roles: readonly Role[]): HttpProblem =>
  new HttpProblem(
    403,
    'forbidden',
    `The role ${role} may not do this; ${ROLES.filter((one) => mayAct({ id: '', app: '*', role: one }, roles)).join(', ')} may.`,
  );
