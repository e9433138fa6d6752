// A shelf in memory: for probes, whose credential is not saved yet, and for tests.
import type { AccessToken, AccessTokenShelf } from '../../vendor';

export class MemoryShelf implements AccessTokenShelf {
  private kept: AccessToken | undefined;
  private turn: Promise<unknown> = Promise.resolve();

  find(): Promise<AccessToken | undefined> {
    return Promise.resolve(this.kept);
  }

  renew(stale: AccessToken | undefined, fetch: () => Promise<AccessToken>): Promise<AccessToken> {
    const mine = this.turn.then(async () => {
      if (this.kept !== undefined && this.kept.token !== stale?.token) return this.kept;
      return (this.kept = await fetch());
    });
    this.turn = mine.catch(() => undefined);
    return mine;
  }
}
