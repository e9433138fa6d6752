// How long a saved version waits: the one rule of this service that an operator sets.

export class Delay {
  /** In ms, 0 to one day. */
  constructor(readonly effectiveAfterMs: number) {}
}
