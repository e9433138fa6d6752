// All routes of the process, read from the controllers: the guard's check at start and the OpenAPI document both work on this list.
import { Injectable, RequestMethod } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { TObject, TSchema } from '@sinclair/typebox';
import { OPERATION_KEY, type OperationNotes } from './operation';
import { ANY_APP_KEY, OPEN_KEY, type Role, ROLES_KEY } from './roles';
import { schemasOf } from './valid';

export interface Route {
  /** Lower case, as OpenAPI wants it. */
  readonly method: string;
  /** With ":name" parameters. */
  readonly path: string;
  /** "SessionsController.list" */
  readonly handler: string;
  readonly isOpen: boolean;
  readonly isForAnyApp: boolean;
  readonly roles: readonly Role[];
  readonly notes: OperationNotes | undefined;
  readonly body: TSchema | undefined;
  readonly query: TObject | undefined;
  /** Of the good answer. */
  readonly status: number;
}

type Controller = abstract new (...args: never[]) => unknown;

@Injectable()
export class Routes {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  list(): Route[] {
    return this.discovery
      .getControllers()
      .map(({ metatype }) => metatype as Controller | null)
      .flatMap((controller) => (controller === null ? [] : this.#routesOf(controller)));
  }

  #routesOf(controller: Controller): Route[] {
    const prototype = controller.prototype as Record<string, object>;
    return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
      const handler = prototype[name];
      const method = handler && (Reflect.getMetadata('method', handler) as RequestMethod | undefined);
      if (handler === undefined || method === undefined) return [];
      const read = <T>(key: string): T | undefined =>
        (Reflect.getMetadata(key, handler) ?? Reflect.getMetadata(key, controller)) as T | undefined;
      return pathsOf(controller, handler).map((path) => routeOf(controller, name, { method, path, read }));
    });
  }
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

/** Routes that say neither @Roles nor @Open. There must be none. */
export const undeclared = (routes: readonly Route[]): Route[] =>
  routes.filter(({ isOpen, roles }) => !isOpen && roles.length === 0);
