// The access token of one credential: fetched once however many sends wait for it, renewed before it ends, fetched once more when the
// vendor refuses it. Where it is kept for other pods is the shelf's business.
import type { AccessToken, AccessTokenShelf } from '../../vendor';

/**
 * How long a vendor's login may take. No call waits for it: it is got ready before, by whoever has the time (docs/adr/0023). Shorter than the
 * time for which a shelf lets one pod ask alone. In ms.
 */
export const LOGIN_DEADLINE_MS = 8_000;
/** So long before its end a token is not used any more: a call must not outlive it. In ms. */
const MARGIN_MS = 60_000;
/** A token that took the place of a refused one is not the one to blame for so long: if it is refused as well, the credential is. In ms. */
const FRESH_MS = 10_000;

interface Use<Answer> {
  /** As long as the caller has time, and rejects with what it wants to hear. */
  wait(asked: Promise<AccessToken>): Promise<AccessToken>;
  call(token: AccessToken): Promise<Answer>;
  isRefused(answer: Answer): boolean;
}

export class AccessTokens {
  private current: AccessToken | undefined;
  private getting: Promise<AccessToken> | undefined;
  private replacement: { readonly token: string; readonly atMs: number } | undefined;

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
  get(nowMs: number): Promise<AccessToken> {
    if (this.isGood(this.current, nowMs)) return Promise.resolve(this.current);
    return this.once(async () => {
      const found = await this.shelf.find();
      return this.isGood(found, nowMs) && !this.isRefused(found) ? found : this.renewed(this.current);
    });
  }

  /** The vendor refused this token: the next `get` brings another one. Refusals of older ones change nothing. */
  refused(token: AccessToken): Promise<AccessToken> {
    if (this.current !== undefined && this.current.token !== token.token)
      return Promise.resolve(this.current);
    this.current = { ...token, expiresAtMs: 0 };
    return this.once(async () => {
      const other = await this.renewed(token);
      this.replacement = { token: other.token, atMs: performance.now() };
      return other;
    });
  }

  /** A call with a token, and once more with another one if the vendor refused it: then it took nothing. */
  async use<Answer>(nowMs: number, { wait, call, isRefused }: Use<Answer>): Promise<Answer> {
    const token = this.atHand(nowMs) ?? (await wait(this.get(nowMs)));
    const first = await call(token);
    if (!this.mayReplace(token, isRefused(first))) return first;
    const other = await wait(this.refused(token));
    const second = await call(other);
    this.mayReplace(other, isRefused(second));
    return second;
  }

  /** Another one may do: this was refused, and did not itself take the place of a refused one a moment ago. */
  mayReplace({ token }: AccessToken, isRefused: boolean): boolean {
    if (!isRefused) this.replacement = undefined;
    return isRefused && !this.isReplacement(token);
  }

  private isReplacement(token: string): boolean {
    return this.replacement?.token === token && performance.now() - this.replacement.atMs < FRESH_MS;
  }

  /** Whoever comes meanwhile waits for the same. */
  private once(get: () => Promise<AccessToken>): Promise<AccessToken> {
    this.getting ??= get()
      .then((token) => (this.current = token))
      .finally(() => (this.getting = undefined));
    return this.getting;
  }

  private renewed(stale: AccessToken | undefined): Promise<AccessToken> {
    return this.shelf.renew(stale, this.fetch);
  }

  private isRefused({ token }: AccessToken): boolean {
    return this.current?.expiresAtMs === 0 && this.current.token === token;
  }

  private isGood(token: AccessToken | undefined, nowMs: number): token is AccessToken {
    return token !== undefined && token.expiresAtMs - this.marginMs > nowMs;
  }
}
