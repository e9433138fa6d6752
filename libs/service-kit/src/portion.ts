// How much work a statement gets at once, for workers that go through many rows: less after one that ran into its time limit, and slowly more
// again while all goes well.
export class Portion {
  private size: number;

  constructor(private readonly most: number) {
    this.size = most;
  }

  /** Tries again with a quarter of it until it fits; what fails for one row alone, or for another reason, is thrown. */
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
