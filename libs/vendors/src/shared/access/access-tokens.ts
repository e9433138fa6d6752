// The access token of one credential. It is fetched once for all sends that wait, renewed before it ends, and fetched again when the vendor
// refuses it. The shelf keeps it for other pods.
import type { AccessToken, AccessTokenShelf } from '../../vendor';

/**
 * The deadline of a vendor's login. The token is got ready before a call, so no call waits for it (docs/adr/0023). It is shorter than the
 * time for which a shelf lets one pod ask alone. In ms.
 */
export const LOGIN_DEADLINE_MS = 8_000;
/** A token is not used in this time before its end, because a call must end before it. In ms. */
const MARGIN_MS = 60_000;
/** If the token that replaced a refused one is refused within this time too, the credential is to blame. In ms. */
const FRESH_MS = 10_000;

interface Use<Answer> {
  /** Waits as long as the caller has time. Rejects with the caller's error. */
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
    /** Asks the vendor. The caller turns its errors into verdicts. */
    private readonly fetch: () => Promise<AccessToken>,
    private readonly marginMs = MARGIN_MS,
  ) {}

  /** The token of the last call if it is still good for a while. Most sends need no wait. */
  atHand(nowMs: number): AccessToken | undefined {
    return this.isGood(this.current, nowMs) ? this.current : undefined;
  }

  /** A token that is good for a while. Rejects as `fetch` does. */
  get(nowMs: number): Promise<AccessToken> {
    if (this.isGood(this.current, nowMs)) return Promise.resolve(this.current);
    return this.once(async () => {
      const found = await this.shelf.find();
      return this.isGood(found, nowMs) && !this.isRefused(found) ? found : this.renewed(this.current);
    });
  }

  /** Called when the vendor refused this token: the next `get` gets another one. Refusals of older tokens change nothing. */
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

  /** Makes a call with a token, and again with another one if the vendor refused the first. A refused call took nothing. */
  async use<Answer>(nowMs: number, { wait, call, isRefused }: Use<Answer>): Promise<Answer> {
    const token = this.atHand(nowMs) ?? (await wait(this.get(nowMs)));
    const first = await call(token);
    if (!this.mayReplace(token, isRefused(first))) return first;
    const other = await wait(this.refused(token));
    const second = await call(other);
    this.mayReplace(other, isRefused(second));
    return second;
  }

  /** True if another token may be accepted: this one was refused, and had not just replaced a refused one. */
  mayReplace({ token }: AccessToken, isRefused: boolean): boolean {
    if (!isRefused) this.replacement = undefined;
    return isRefused && !this.isReplacement(token);
  }

  private isReplacement(token: string): boolean {
    return this.replacement?.token === token && performance.now() - this.replacement.atMs < FRESH_MS;
  }

  /** Callers that come meanwhile wait for the same fetch. */
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
