// The parts of the console.
import { type DynamicModule, type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Express, NextFunction, Request, Response } from 'express';
import { checkTogether, type ConsoleConfig, providerOf, servicesOf, webFolderOf } from './console.config';
import { Address } from './door/address';
import { atOurAddress } from './door/base-path.steps';
import { Build, WebFolder } from './pages/build.steps';
import { LiveController } from './live/live.controller';
import { Streams } from './live/streams.worker';
import { PagesController } from './pages/pages.controller';
import { CLOSED_POLICY, SAFE_HEADERS } from './pages/policy';
import { ServicesController } from './services/services.controller';
import { Services, ServicesConfig } from './services/services.steps';
import { LocalController } from './sign-in/local.controller';
import { OidcController } from './sign-in/oidc/oidc.controller';
import { Oidc } from './sign-in/oidc/oidc.steps';
import { Provider, ProviderConfig } from './sign-in/oidc/provider.worker';
import { SignInCookies } from './sign-in/oidc/sign-in-cookies.steps';
import { OneTimeTokens, TokensFile } from './sign-in/one-time-tokens.steps';
import { Seal } from './sign-in/seal.steps';
import { SessionController, Shown } from './sign-in/session.controller';
import { SessionRules, Sessions } from './sign-in/sessions.steps';

const MINUTE_MS = 60_000;

/** Browsers give the cookies of one machine to all of its ports: two consoles of one machine would sign each other out. */
const cookieOf = ({ CONSOLE_SIGN_IN, PORT }: ConsoleConfig): string =>
  CONSOLE_SIGN_IN === 'local' ? `offline_push_console_${PORT}` : 'offline_push_console';

@Module({})
export class ConsoleModule implements NestModule {
  constructor(
    private readonly address: Address,
    private readonly host: HttpAdapterHost,
  ) {}

  static forRoot(config: ConsoleConfig): DynamicModule {
    checkTogether(config);
    const address = new Address(config.CONSOLE_BASE_PATH, config.CONSOLE_PUBLIC_URL);
    const lifetimes = {
      idleMs: config.CONSOLE_SESSION_IDLE_MINUTES * MINUTE_MS,
      longestMs: config.CONSOLE_SESSION_HOURS * 60 * MINUTE_MS,
    };
    const values = [
      address,
      new Seal(config.CONSOLE_SESSION_KEYS.reveal()),
      new SessionRules(lifetimes, { path: address.base, isSecure: address.isSecure }, cookieOf(config)),
      new ServicesConfig(
        servicesOf(config.CONSOLE_SERVICES),
        config.CONSOLE_API_KEY,
        config.CONSOLE_DEADLINE_MS,
      ),
      new TokensFile(config.CONSOLE_SIGN_IN === 'local' ? config.CONSOLE_LOCAL_TOKENS_FILE : undefined),
      new ProviderConfig(providerOf(config)),
      new WebFolder(webFolderOf(config)),
      new Shown(config.CONSOLE_SHOWN_BROKERS),
    ];
    return {
      module: ConsoleModule,
      // The pages come last: they take every path that is left.
      controllers: [
        SessionController,
        LocalController,
        OidcController,
        ServicesController,
        LiveController,
        PagesController,
      ],
      providers: [
        ...values.map((value) => ({ provide: value.constructor, useValue: value })),
        ...[Build, Oidc, OneTimeTokens, Provider, Services, Sessions, SignInCookies, Streams],
      ],
    };
  }

  /** Added to Express directly, because Nest's middleware has patterns, which a base path would break. */
  configure(consumer: MiddlewareConsumer): void {
    this.host.httpAdapter.getInstance<Express>().use(atOurAddress(this.address));
    consumer.apply(safeHeaders).forRoutes('{*path}');
  }
}

function safeHeaders(_: Request, response: Response, next: NextFunction): void {
  response.set({ ...SAFE_HEADERS, 'content-security-policy': CLOSED_POLICY });
  next();
}
