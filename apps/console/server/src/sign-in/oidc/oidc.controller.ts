// Signs in at the identity provider: sends the browser there, and takes it back.
import { Controller, Get, Logger, Req, Res } from '@nestjs/common';
import { Open, Operation, SPOKEN, SpokenIn } from '@offline-push/service-kit';
import type { Request, Response } from 'express';
import { Address } from '../../door/address';
import { Sessions } from '../sessions.steps';
import { personIn } from './claims';
import { Oidc, SignInFailed } from './oidc.steps';
import { type Failure, failurePage, FAILURES, LANGUAGES } from './pages';
import { Provider } from './provider.worker';
import { SignInCookies } from './sign-in-cookies.steps';
import { wayBack } from './way-back';

@Controller('auth')
export class OidcController {
  readonly #logger = new Logger(OidcController.name);

  constructor(
    private readonly oidc: Oidc,
    private readonly provider: Provider,
    private readonly sessions: Sessions,
    private readonly address: Address,
    private readonly keeping: SignInCookies,
  ) {}

  @Get('login')
  @Open()
  @Operation({ ...SPOKEN, summary: 'Begins to sign in at the identity provider.' })
  async begin(
    @Req() request: Request,
    @Res() response: Response,
    @SpokenIn(LANGUAGES) language: string,
  ): Promise<void> {
    try {
      const { to, begun } = await this.oidc.begin(this.#redirectUri);
      await this.keeping.keep(response, begun, wayBack(request.query['return'], this.address.base));
      response.redirect(to.href);
    } catch (error) {
      this.#fail(error, response, language);
    }
  }

  @Get('callback')
  @Open()
  @Operation({ ...SPOKEN, summary: 'Where the identity provider sends the browser back to.' })
  async end(
    @Req() request: Request,
    @Res() response: Response,
    @SpokenIn(LANGUAGES) language: string,
  ): Promise<void> {
    try {
      const query = this.address.withoutBase(request.originalUrl).split(/\?(.*)/s, 2)[1] ?? '';
      const state = new URLSearchParams(query).get('state') ?? '';
      const kept = await this.keeping.take(request, response, state);
      if (kept === undefined) throw new SignInFailed('expired');
      const claims = await this.oidc.end(new URL(`${this.#redirectUri}?${query}`), kept);
      const { claims: names } = this.provider.settings ?? {};
      const person = names && personIn(claims, names);
      if (person === undefined || typeof person === 'string') throw new SignInFailed(person ?? 'local');
      await this.sessions.begin(response, person, 'oidc');
      this.#logger.log({ event: 'signed-in', user: person.user });
      response.redirect(kept.back);
    } catch (error) {
      this.#fail(error, response, language);
    }
  }

  get #redirectUri(): string {
    return `${this.address.publicUrl ?? ''}/auth/callback`;
  }

  #fail(error: unknown, response: Response, language: string): void {
    if (!(error instanceof SignInFailed)) throw error;
    const { failure } = error;
    if (failure !== 'local') this.#logger.warn({ event: 'sign-in-failed', failure });
    const page = failurePage(failure, language, this.address.base, this.#detailOf(failure));
    response.status(FAILURES[failure].status).type('text/html; charset=utf-8').send(page);
  }

  #detailOf(failure: Failure): string | undefined {
    return failure === 'no-roles' ? this.provider.settings?.claims.roles : undefined;
  }
}
