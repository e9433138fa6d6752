// How many bytes of bodies a peer takes on one connection before it allows more (RFC 9113, 5.2). Bodies that are handed over beyond it
// are sent in pieces, and Node's client then prefers those of new streams: the old ones were seen to wait for ever. So none is begun
// that does not fit.

export class SendWindow {
  /** What is left at least: the peer may have allowed more since. */
  private left = 0;
  /** Handed over in this turn of the event loop: not sent yet, so not counted by the session. */
  private handed = 0;
  private isAsked = false;
  private isTurnAwaited = false;

  constructor(
    /** Asks the session, which costs more than counting. */
    private readonly ask: () => number,
  ) {}

  takes(bytes: number): boolean {
    if (this.left < bytes && !this.isAsked) {
      this.isAsked = true;
      this.left = this.ask() - this.handed;
      this.awaitTurn();
    }
    return this.left >= bytes;
  }

  spend(bytes: number): void {
    this.left -= bytes;
    this.handed += bytes;
    this.awaitTurn();
  }

  private awaitTurn(): void {
    if (this.isTurnAwaited) return;
    this.isTurnAwaited = true;
    setImmediate(this.turn);
  }

  private readonly turn = (): void => {
    this.isTurnAwaited = false;
    this.isAsked = false;
    this.handed = 0;
  };
}
