// Signs in with a one-time link, on one machine.
import { Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { HttpProblem, Open, Operation, ValidBody } from '@offline-push/service-kit';
import { type Static, Type } from '@sinclair/typebox';
import type { Request, Response } from 'express';
import { Address } from '../door/address';
import { demandOrigin } from '../door/origin';
import { OneTimeTokens } from './one-time-tokens.steps';
import { Sessions } from './sessions.steps';

const OneTime = Type.Object(
  { token: Type.String({ minLength: 1, maxLength: 200 }) },
  { additionalProperties: false },
);
type OneTime = Static<typeof OneTime>;

@Controller('auth')
export class LocalController {
  constructor(
    private readonly sessions: Sessions,
    private readonly tokens: OneTimeTokens,
    private readonly address: Address,
  ) {}

  @Post('local')
  @Open()
  @HttpCode(204)
  @Operation({ summary: 'Signs in with the one-time token of a link.' })
  async signIn(
    @ValidBody(OneTime) { token }: OneTime,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    demandOrigin(request.method, request.headers, this.address);
    const person = this.tokens.take(token);
    if (person === undefined)
      throw new HttpProblem(401, 'token-refused', 'This link is unknown, was used before, or is too old.');
    await this.sessions.begin(response, person, 'local');
  }
}
