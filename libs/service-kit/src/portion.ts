// Decides how many rows a statement gets, for workers that go through many rows: fewer after a statement that ran into its time limit, and
// slowly more again afterwards.
export class Portion {
  private size: number;

  constructor(private readonly most: number) {
    this.size = most;
  }

  /** If the work is too large, tries again with a quarter. Throws if one row alone fails, or for another error. */
  async run<T>(work: (size: number) => Promise<T>): Promise<T> {
    for (;;) {
      const { size } = this;
      try {
        const result = await work(size);
        this.size = Math.min(this.most, size + Math.ceil(size / 10));
        return result;
      } catch (error) {
        if ((error as { isTooLarge?: unknown }).isTooLarge !== true || size === 1) throw error;
        this.size = Math.max(1, size >> 2);
      }
    }
  }
}
