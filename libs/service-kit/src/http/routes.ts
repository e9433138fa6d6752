// Lists all routes of the process, read from its controllers, for the check of roles at the start and for the OpenAPI document.
import { type DynamicModule, Injectable, RequestMethod } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { TObject, TSchema } from '@sinclair/typebox';
import { OPERATION_KEY, type OperationNotes } from './open-api/operation';
import { ANY_APP_KEY, OPEN_KEY, type Role, ROLES_KEY } from './callers/roles';
import { schemasOf } from './requests/valid';

export interface Route {
  /** Lower case, as OpenAPI wants it. */
  readonly method: string;
  /** With parameters like ":name". */
  readonly path: string;
  /** "SessionsController.list" */
  readonly handler: string;
  readonly isOpen: boolean;
  readonly isForAnyApp: boolean;
  readonly roles: readonly Role[];
  readonly notes: OperationNotes | undefined;
  readonly body: TSchema | undefined;
  readonly query: TObject | undefined;
  /** Status of the good answer. */
  readonly status: number;
}

type Controller = abstract new (...args: never[]) => unknown;

@Injectable()
export class Routes {
  constructor(private readonly discovery: DiscoveryService) {}

  list(): Route[] {
    return this.discovery
      .getControllers()
      .map(({ metatype }) => metatype as Controller | null)
      .flatMap((controller) => (controller === null ? [] : routesOf(controller)));
  }
}

const scanner = new MetadataScanner();

function routesOf(controller: Controller): Route[] {
  const prototype = controller.prototype as Record<string, object>;
  return scanner.getAllMethodNames(prototype).flatMap((name) => {
    const handler = prototype[name];
    const method = handler && (Reflect.getMetadata('method', handler) as RequestMethod | undefined);
    if (handler === undefined || method === undefined) return [];
    const read = <T>(key: string): T | undefined =>
      (Reflect.getMetadata(key, handler) ?? Reflect.getMetadata(key, controller)) as T | undefined;
    return pathsOf(controller, handler).map((path) => routeOf(controller, name, { method, path, read }));
  });
}

/** The routes of a module and its imports, read without instances, so without database and broker. */
export function routesIn(module: unknown): Route[] {
  const found = new Set<Controller>();
  const waiting: unknown[] = [module];
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    const { module: type = one, controllers = [], imports = [] } = one as Partial<DynamicModule>;
    const noted = (key: string): unknown[] =>
      typeof type === 'function' ? ((Reflect.getMetadata(key, type) ?? []) as unknown[]) : [];
    for (const controller of [...controllers, ...noted('controllers')]) found.add(controller as Controller);
    waiting.push(...imports, ...noted('imports'));
  }
  return [...found].flatMap(routesOf);
}

interface Found {
  readonly method: RequestMethod;
  readonly path: string;
  read<T>(key: string): T | undefined;
}

function routeOf(controller: Controller, name: string, { method, path, read }: Found): Route {
  const notes = read<OperationNotes>(OPERATION_KEY);
  const schemas = schemasOf(controller.prototype as object, name);
  return {
    method: (RequestMethod[method] ?? 'get').toLowerCase(),
    path,
    handler: `${controller.name}.${name}`,
    isOpen: read<boolean>(OPEN_KEY) === true,
    isForAnyApp: read<boolean>(ANY_APP_KEY) === true,
    roles: read<Role[]>(ROLES_KEY) ?? [],
    notes,
    body: notes?.body ?? schemas.body,
    query: notes?.query ?? schemas.query,
    status: notes?.status ?? read<number>('__httpCode__') ?? (method === RequestMethod.POST ? 201 : 200),
  };
}

const pathsOf = (controller: Controller, handler: object): string[] =>
  listed(Reflect.getMetadata('path', controller)).flatMap((prefix) =>
    listed(Reflect.getMetadata('path', handler)).map(
      (path) => `/${[...prefix.split('/'), ...path.split('/')].filter(Boolean).join('/')}`,
    ),
  );

const listed = (path: unknown): string[] => (Array.isArray(path) ? path : [path ?? '']).map(String);

/** Routes with neither @Roles nor @Open. There must be none. */
export const undeclared = (routes: readonly Route[]): Route[] =>
  routes.filter(({ isOpen, roles }) => !isOpen && roles.length === 0);
