// Renews access tokens: one pod asks the vendor, the others look from time to time whether its token is there. No connection of the
// database is held meanwhile, so a login server that does not answer costs its own lane and no other.
import { Injectable, Logger } from '@nestjs/common';
import type { AccessToken } from '@offline-push/vendors/send';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { AccessTokenStore, type TokenPlace } from './access-token.store';
import { LoginPlaces } from './login-places.steps';

/** Longer than any vendor's login may take (8 s), so that no other pod claims the renewal of a holder that is alive. */
const LEASE_MS = 12_000;
/** Longest wait for another pod's token. Sends that wait have shorter deadlines of their own. */
const WAIT_MS = 9_000;
const LOOK_AGAIN_MS = 200;

export interface Renewal extends TokenPlace {
  readonly vendor: string;
  /** The token in the database, opened. */
  find(): Promise<AccessToken | undefined>;
  sealed(token: AccessToken): string;
  /** The token that the vendor does not take any more. */
  readonly stale: AccessToken | undefined;
  /** Asks the vendor for a new token. */
  fetch(): Promise<AccessToken>;
}

@Injectable()
export class Renewals {
  private readonly logger = new Logger(Renewals.name);
  private readonly places = new LoginPlaces();

  constructor(private readonly tokens: AccessTokenStore) {}

  /** A token other than the stale one, got by this pod or another. Rejects as `fetch` does, or if no pod got one in time. */
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
      // Another pod may have saved a token between our look and our claim.
      const kept = await freshOf(renewal);
      if (kept !== undefined) return await this.releasedWith(kept, holder, renewal);
      return await this.kept(await renewal.fetch(), holder, renewal);
    } catch (error) {
      await this.releasedWith(undefined, holder, renewal);
      throw error;
    }
  }

  /** A token that cannot be saved is used all the same; other pods ask for their own. */
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

  /** If the renewal cannot be released, it ends with its lease. */
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
