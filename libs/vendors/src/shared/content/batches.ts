// Packs things into requests within several limits: a vendor's count, our bytes, the length of the answer.

/** One number per bound, in the order of the bounds. */
export type Cost = readonly number[];

/** In order, each batch as full as the limits allow. A thing over a limit gets its own batch. */
export function batches<T>(things: readonly T[], costOf: (thing: T) => Cost, bounds: Cost): T[][] {
  const packed: T[][] = [];
  let spent: number[] = [];
  for (const thing of things) {
    const cost = costOf(thing);
    const last = packed.at(-1);
    const sum = bounds.map((_, i) => (spent[i] ?? 0) + (cost[i] ?? 0));
    if (last !== undefined && sum.every((total, i) => total <= (bounds[i] ?? 0))) {
      last.push(thing);
      spent = sum;
    } else {
      packed.push([thing]);
      spent = [...cost];
    }
  }
  return packed;
}
