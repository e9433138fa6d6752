// Says who is signed in, and signs out.
import { Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { Open, Operation } from '@offline-push/service-kit';
import type { Request, Response } from 'express';
import { Address } from '../door/address';
import { demandOrigin } from '../door/origin';
import { Build } from '../pages/build.steps';
import { Services } from '../services/services.steps';
import { Sessions } from './sessions.steps';

export class Shown {
  constructor(readonly brokers: readonly string[]) {}
}

@Controller('auth')
export class SessionController {
  constructor(
    private readonly sessions: Sessions,
    private readonly services: Services,
    private readonly build: Build,
    private readonly address: Address,
    private readonly shown: Shown,
  ) {}

  @Get('session')
  @Open()
  @Operation({ summary: 'Who is signed in, and what they may do.' })
  async read(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<object> {
    const session = await this.sessions.demand(request, response);
    const { user, name, signIn, apps } = session;
    return {
      ...{ user, name, signIn, apps },
      expiresAt: new Date(this.sessions.endsAtMs(session)).toISOString(),
      sandbox: this.services.has('vendor-sandbox'),
      brokers: this.shown.brokers,
      build: this.build.id,
    };
  }

  @Post('logout')
  @Open()
  @HttpCode(204)
  @Operation({ summary: 'Signs out.' })
  async signOut(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    demandOrigin(request.method, request.headers, this.address);
    await this.sessions.end(request, response);
  }
}
