// Serves the OpenAPI document of this service to everyone with a key.
import { Controller, Get, Inject } from '@nestjs/common';
import { type ApiTitle, openApiOf } from './open-api';
import { Operation } from './operation';
import { AnyApp, Roles } from './roles';
import { Routes } from './routes';

export const API_TITLE = Symbol('API_TITLE');

@Controller()
export class OpenApiController {
  constructor(
    private readonly routes: Routes,
    @Inject(API_TITLE) private readonly title: ApiTitle,
  ) {}

  @Get('openapi.json')
  @Roles('admin', 'operator', 'service', 'viewer')
  @AnyApp()
  @Operation({ summary: 'This document.' })
  document(): object {
    return openApiOf(this.routes.list(), this.title);
  }
}
