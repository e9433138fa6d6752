// Provides what every service has: clock, health, metrics, callers, problems, OpenAPI. It is global, so that modules need not import it.
import {
  type DynamicModule,
  Inject,
  type MiddlewareConsumer,
  Module,
  type NestModule,
  type OnModuleInit,
} from '@nestjs/common';
import { APP_FILTER, APP_GUARD, DiscoveryModule, HttpAdapterHost } from '@nestjs/core';
import type { Express } from 'express';
import { Clock, SystemClock } from './clock';
import { DatabaseClock } from './database/database-clock';
import { Operations } from './doors/operations';
import { Health } from './health/health';
import { API_KEYS_FILE, ApiKeys, type NO_KEYS } from './http/callers/api-keys';
import { CallerGuard, REQUESTS_PER_SECOND } from './http/callers/caller.guard';
import { answerHeaders, observeRequest } from './http/metrics';
import { openApiOf } from './http/open-api/open-api';
import { ProblemFilter } from './http/problem.filter';
import { Routes, undeclared } from './http/routes';
import { refuseUndecodable } from './http/requests/undecodable';
import { releaseVersion } from './version';

export interface KitOptions {
  readonly service: string;
  /** If absent, every call that needs a key is refused. */
  readonly apiKeysFile?: string | typeof NO_KEYS | undefined;
  /** Answers probes before the application has started. */
  readonly operations?: Operations;
  /** The rate of one API key. Default: that of the setting. */
  readonly requestsPerSecond?: number;
}

const DEFAULT_PER_SECOND = 1_000;

const SERVICE = Symbol('SERVICE');

@Module({})
export class KitModule implements NestModule, OnModuleInit {
  constructor(
    private readonly routes: Routes,
    private readonly adapterHost: HttpAdapterHost,
    private readonly operations: Operations,
    @Inject(SERVICE) private readonly service: string,
  ) {}

  static forRoot({
    service,
    apiKeysFile,
    operations = new Operations(),
    requestsPerSecond = DEFAULT_PER_SECOND,
  }: KitOptions): DynamicModule {
    return {
      module: KitModule,
      global: true,
      imports: [DiscoveryModule],
      providers: [
        SystemClock,
        DatabaseClock,
        { provide: Clock, useExisting: DatabaseClock },
        { provide: API_KEYS_FILE, useValue: apiKeysFile },
        { provide: SERVICE, useValue: service },
        { provide: REQUESTS_PER_SECOND, useValue: requestsPerSecond },
        { provide: APP_GUARD, useClass: CallerGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: Operations, useValue: operations },
        { provide: Health, useValue: operations.health },
        ApiKeys,
        Routes,
      ],
      exports: [Clock, DatabaseClock, Health],
    };
  }

  configure(consumer: MiddlewareConsumer): void {
    // Added to Express directly, because Nest's middleware has patterns and would decode the path first.
    const patterns = () => this.routes.list().map(({ path }) => path);
    this.adapterHost.httpAdapter.getInstance<Express>().use(refuseUndecodable(patterns));
    consumer.apply(observeRequest, answerHeaders).forRoutes('{*path}');
  }

  /** Ends the start if a route has no roles. Only now are all controllers known. */
  onModuleInit(): void {
    const express = this.adapterHost.httpAdapter.getInstance<Express>();
    express.disable('x-powered-by').disable('etag');
    const routes = this.routes.list();
    this.operations.describe(openApiOf(routes, { service: this.service, version: releaseVersion() }));
    const lacking = undeclared(routes);
    if (lacking.length === 0) return;
    const names = lacking.map(({ method, path, handler }) => `${method.toUpperCase()} ${path} (${handler})`);
    throw new Error(`these routes say neither @Roles nor @Open: ${names.join(', ')}`);
  }
}
