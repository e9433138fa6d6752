// Keeps the ids of messages saved at vivo: one for all lists of a message, however many phones it has.

/** Lists of one message follow each other closely. A later one has another TTL and so another body. */
const MAX_KEPT = 64;

/** `Saved` is the result of saving: an id or a refusal. Refusals are not kept. */
export class SavedMessages<Saved> {
  private readonly byBody = new Map<string, Promise<Saved>>();

  constructor(private readonly isGood: (saved: Saved) => boolean) {}

  /** Calls `save` once for all requests with this body while the result is good. Rejects as `save` does. */
  get(body: string, save: () => Promise<Saved>): Promise<Saved> {
    const known = this.byBody.get(body);
    if (known !== undefined) return known;
    const saving = save();
    this.byBody.set(body, saving);
    this.dropOldest();
    saving.then(
      (saved) => this.isGood(saved) || this.drop(body, saving),
      () => this.drop(body, saving),
    );
    return saving;
  }

  /** Forgets a saved message that vivo no longer knows. */
  drop(body: string, saved: Promise<Saved>): void {
    if (this.byBody.get(body) === saved) this.byBody.delete(body);
  }

  private dropOldest(): void {
    const oldest = this.byBody.keys().next().value;
    if (this.byBody.size > MAX_KEPT && oldest !== undefined) this.byBody.delete(oldest);
  }
}
