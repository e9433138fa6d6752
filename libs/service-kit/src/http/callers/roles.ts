// The roles of callers, and the decorators that say which role may call a handler. A handler without one keeps the service from starting.
import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { Request } from 'express';

export const ROLES = ['admin', 'operator', 'service', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

export const ROLES_KEY = 'offline-push:roles';
export const OPEN_KEY = 'offline-push:open';
export const ANY_APP_KEY = 'offline-push:any-app';

/** Any of these roles may call. */
export const Roles = (...roles: readonly [Role, ...Role[]]) => SetMetadata(ROLES_KEY, roles);

/** Anybody may call without a key. For vendors' callbacks, which prove themselves in other ways. */
export const Open = () => SetMetadata(OPEN_KEY, true);

/**
 * For a route without `:app`: callers of one app may call it too. Its answer is the same for every app, or the handler narrows it to
 * `caller.app`. Without this decorator such a route is for callers of all apps ("*").
 */
export const AnyApp = () => SetMetadata(ANY_APP_KEY, true);

/** A caller, known by an API key of the operator's file. */
export interface Caller {
  /** For audits: the id of the key, or `<person> (<key>)` where the key acts for somebody. */
  readonly id: string;
  /** The app it belongs to; "*" for all. */
  readonly app: string;
  readonly role: Role;
  /** Of a key that says in each call for whom it acts. The caller of such a call does not have it. */
  readonly actsForOthers?: true;
}

/** An admin may do what an operator may; nothing else is implied. */
export const mayAct = (caller: Caller, roles: readonly Role[]): boolean =>
  roles.includes(caller.role) || (caller.role === 'admin' && roles.includes('operator'));

export const mayReach = (caller: Caller, app: string): boolean => caller.app === '*' || caller.app === app;

const callers = new WeakMap<Request, Caller>();

export const rememberCaller = (request: Request, caller: Caller): void => void callers.set(request, caller);

/** The caller as a parameter of a handler, for the audit or to narrow a list. */
export const CalledBy = createParamDecorator(
  (_: undefined, context: ExecutionContext): Caller => callerOf(context.switchToHttp().getRequest<Request>()),
);

export function callerOf(request: Request): Caller {
  const caller = callers.get(request);
  if (caller === undefined) throw new Error('an open route has no caller');
  return caller;
}
