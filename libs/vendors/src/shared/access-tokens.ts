// The access token of one credential: fetched once however many sends wait for it, renewed before it ends, fetched once more when the
// vendor refuses it. Where it is kept for other pods is the shelf's business.
import type { AccessToken, AccessTokenShelf } from '../vendor';

/** So long before its end a token is not used any more: a call must not outlive it. In ms. */
const MARGIN_MS = 60_000;

export class AccessTokens {
  private current: AccessToken | undefined;
  private renewing: Promise<AccessToken> | undefined;

  constructor(
    private readonly shelf: AccessTokenShelf,
    /** Asks the vendor. It throws what the caller turns into a verdict. */
    private readonly fetch: () => Promise<AccessToken>,
    private readonly marginMs = MARGIN_MS,
  ) {}

  /** The token of the last call, if it is still good for a while: most sends need not wait for anything. */
  atHand(nowMs: number): AccessToken | undefined {
    return this.isGood(this.current, nowMs) ? this.current : undefined;
  }

  /** A token that is good for a while. Rejects with what `fetch` threw. */
  async get(nowMs: number): Promise<AccessToken> {
    if (this.isGood(this.current, nowMs)) return this.current;
    if (this.renewing === undefined) {
      const found = await this.shelf.find();
      // What another one got during that look is newer than what it found.
      if (this.isGood(this.current, nowMs)) return this.current;
      if (this.isGood(found, nowMs)) return (this.current = found);
    }
    return this.renew(this.current);
  }

  /** The vendor refused this token: the next `get` brings another one. Refusals of older ones change nothing. */
  refused(token: AccessToken): Promise<AccessToken> {
    if (this.current !== undefined && this.current.token !== token.token)
      return Promise.resolve(this.current);
    return this.renew(token);
  }

  private renew(stale: AccessToken | undefined): Promise<AccessToken> {
    this.renewing ??= this.shelf
      .renew(stale, this.fetch)
      .then((token) => (this.current = token))
      .finally(() => (this.renewing = undefined));
    return this.renewing;
  }

  private isGood(token: AccessToken | undefined, nowMs: number): token is AccessToken {
    return token !== undefined && token.expiresAtMs - this.marginMs > nowMs;
  }
}
