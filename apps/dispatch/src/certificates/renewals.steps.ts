// Renews access tokens: one pod asks the vendor, the others look from time to time whether its token is there. Nobody keeps a connection of
// the database meanwhile, so a login server that says nothing costs its own lane and no other.
import { Injectable, Logger } from '@nestjs/common';
import type { AccessToken } from '@offline-push/vendors/send';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { AccessTokenStore, type TokenPlace } from './access-token.store';
import { LoginPlaces } from './login-places.steps';

/** Longer than any vendor's login may take (8 s), so that a holder that lives is not overtaken. */
const LEASE_MS = 12_000;
/** Sends that wait have deadlines of their own; this is for the last of them. */
const WAIT_MS = 9_000;
const LOOK_AGAIN_MS = 200;

export interface Renewal extends TokenPlace {
  readonly vendor: string;
  /** The token that is kept, opened. */
  find(): Promise<AccessToken | undefined>;
  sealed(token: AccessToken): string;
  /** The token that is no good any more. */
  readonly stale: AccessToken | undefined;
  /** Asks the vendor. */
  fetch(): Promise<AccessToken>;
}

@Injectable()
export class Renewals {
  private readonly logger = new Logger(Renewals.name);
  private readonly places = new LoginPlaces();

  constructor(private readonly tokens: AccessTokenStore) {}

  /** Another token than the stale one: this pod's or another's. Rejects with what `fetch` rejects with, or if nobody got one in time. */
  renew(renewal: Renewal): Promise<AccessToken> {
    return this.places.in(renewal.vendor, () => this.renewInPlace(renewal));
  }

  private async renewInPlace(renewal: Renewal): Promise<AccessToken> {
    const holder = randomUUID();
    const endMs = performance.now() + WAIT_MS;
    for (;;) {
      const kept = await freshOf(renewal);
      if (kept !== undefined) return kept;
      if (await this.tokens.claim(renewal, holder, LEASE_MS)) return this.renewAs(holder, renewal);
      if (performance.now() > endMs) throw new Error('another pod asked for an access token and got none');
      await delay(LOOK_AGAIN_MS * (0.75 + Math.random() / 2));
    }
  }

  private async renewAs(holder: string, renewal: Renewal): Promise<AccessToken> {
    try {
      // Between the look and the claim another pod may have come to its end.
      const kept = await freshOf(renewal);
      if (kept !== undefined) return await this.releasedWith(kept, holder, renewal);
      return await this.kept(await renewal.fetch(), holder, renewal);
    } catch (error) {
      await this.releasedWith(undefined, holder, renewal);
      throw error;
    }
  }

  /** A token that cannot be saved is good all the same; others ask for one of their own. */
  private async kept(fresh: AccessToken, holder: string, renewal: Renewal): Promise<AccessToken> {
    try {
      if (await this.tokens.save(renewal, holder, renewal.sealed(fresh))) return fresh;
      return (await freshOf(renewal)) ?? fresh;
    } catch (error) {
      const { certificateId } = renewal;
      this.logger.warn({ event: 'access-token-not-kept', certificate: certificateId, error });
      return fresh;
    }
  }

  /** If it cannot be released, it ends with its time. */
  private async releasedWith<T>(result: T, holder: string, renewal: Renewal): Promise<T> {
    await this.tokens.release(renewal, holder).catch((error: unknown) => {
      this.logger.warn({ event: 'renewal-not-released', certificate: renewal.certificateId, error });
    });
    return result;
  }
}

async function freshOf({ find, stale }: Renewal): Promise<AccessToken | undefined> {
  const kept = await find();
  return kept === undefined || kept.token === stale?.token ? undefined : kept;
}
