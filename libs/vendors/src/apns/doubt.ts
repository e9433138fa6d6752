// Is a token bad, or is it our set-up? With a wrong environment or bundle ID Apple calls every token bad, and believing it would empty
// the table of tokens (sheet, 7: "a mass of BadDeviceToken means a wrong environment: use a circuit breaker").

/** How long an answer counts, in two halves of which the older is dropped as a whole. In ms. */
const HALF_MS = 30_000;
/** "Stop deleting when more than 5 % of sends in a minute say so" (sheet, 7). */
const MAX_SHARE = 0.05;
/** Where little is sent, so many bad ones are still nothing strange. */
const FEW = 3;

interface Half {
  accepted: number;
  doubtful: number;
}

export class TokenDoubt {
  private beganAtMs = 0;
  private now: Half = { accepted: 0, doubtful: 0 };
  private before: Half = { accepted: 0, doubtful: 0 };

  accepted(nowMs: number): void {
    this.turn(nowMs);
    this.now.accepted++;
  }

  /** One more bad token. True: others were accepted and few are bad, so it is the token's own fault. */
  condemns(nowMs: number): boolean {
    this.turn(nowMs);
    this.now.doubtful++;
    const accepted = this.now.accepted + this.before.accepted;
    const doubtful = this.now.doubtful + this.before.doubtful;
    return accepted > 0 && doubtful <= Math.max(FEW, MAX_SHARE * (accepted + doubtful));
  }

  private turn(nowMs: number): void {
    const passed = nowMs - this.beganAtMs;
    if (passed < HALF_MS && passed >= 0) return;
    this.before = passed < 2 * HALF_MS && passed >= 0 ? this.now : { accepted: 0, doubtful: 0 };
    this.now = { accepted: 0, doubtful: 0 };
    this.beganAtMs = nowMs;
  }
}
