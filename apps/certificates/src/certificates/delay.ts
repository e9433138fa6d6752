// How long a saved version waits: the one rule of this service that an operator sets.

export class Delay {
  /** In ms, 0 to one day. */
  constructor(readonly effectiveAfterMs: number) {}

  /** For a save that may ask to be used at once. In ms. */
  of({ effective }: { effective?: 'now' | undefined }): number {
    return effective === 'now' ? 0 : this.effectiveAfterMs;
  }
}
