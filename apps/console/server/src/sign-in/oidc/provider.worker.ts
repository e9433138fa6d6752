// The identity provider: its metadata is loaded before the console is ready, and again until it is there.
import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { type HealthPart, Rounds } from '@offline-push/service-kit';
import {
  allowInsecureRequests,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  discovery,
  enableNonRepudiationChecks,
  None,
} from 'openid-client';
import type { ClaimNames } from './claims';

const TRY_EVERY_MS = 5_000;
const DEADLINE_SECONDS = 10;

export interface ProviderSettings {
  readonly issuer: URL;
  readonly clientId: string;
  /** undefined: a public client, which PKCE alone protects. */
  readonly clientSecret: string | undefined;
  readonly scope: string;
  readonly claims: ClaimNames;
}

export class ProviderConfig {
  /** undefined: sign-in is local. */
  constructor(readonly settings: ProviderSettings | undefined) {}
}

@Injectable()
export class Provider implements HealthPart, OnModuleInit, OnModuleDestroy {
  readonly name = 'identity provider';
  readonly #logger = new Logger(Provider.name);
  readonly #rounds = new Rounds('identity-provider', TRY_EVERY_MS, () => this.#load());
  #client: Configuration | undefined;

  constructor(private readonly config: ProviderConfig) {}

  /** undefined: sign-in is local. */
  get settings(): ProviderSettings | undefined {
    return this.config.settings;
  }

  /** undefined: its metadata could not be loaded yet. */
  get client(): Configuration | undefined {
    return this.#client;
  }

  onModuleInit(): void {
    if (this.settings !== undefined) this.#rounds.startAtOnce();
  }

  async onModuleDestroy(): Promise<void> {
    await this.#rounds.stop();
  }

  isAlive(): boolean {
    return true;
  }

  isReady(): boolean {
    return this.settings === undefined || this.#client !== undefined;
  }

  waitsFor(): readonly string[] {
    return [`the metadata of the identity provider ${this.settings?.issuer.href ?? ''} are not loaded`];
  }

  async #load(): Promise<void> {
    if (this.settings === undefined || this.#client !== undefined) return;
    const { issuer, clientId, clientSecret } = this.settings;
    const client = await discovery(issuer, clientId, undefined, authenticationOf(clientSecret), {
      timeout: DEADLINE_SECONDS,
      // The settings take such an issuer on this machine only.
      ...(issuer.protocol === 'http:' && { execute: [allowInsecureRequests] }),
    });
    // The ID token comes over TLS from the provider itself; its signature is checked anyhow.
    enableNonRepudiationChecks(client);
    this.#client = client;
    this.#logger.log({ event: 'identity-provider-known', issuer: client.serverMetadata().issuer });
  }
}

type Authentication = ReturnType<typeof None>;

/** The standard says "basic" where a provider says nothing. */
function authenticationOf(secret: string | undefined): Authentication {
  if (secret === undefined) return None();
  const [basic, post] = [ClientSecretBasic(secret), ClientSecretPost(secret)];
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return (methods.includes('client_secret_basic') ? basic : post)(server, ...rest);
  };
}
