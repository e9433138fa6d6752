// Packs things into requests that stay within a vendor's count and our byte bound.

export interface Bound {
  readonly count: number;
  readonly size: number;
}

/** In order, each batch as full as the bound allows. A thing that is larger than the bound travels alone. */
export function batches<T>(things: readonly T[], sizeOf: (thing: T) => number, bound: Bound): T[][] {
  const packed: T[][] = [];
  let room = 0;
  for (const thing of things) {
    const size = sizeOf(thing);
    const last = packed.at(-1);
    if (last !== undefined && last.length < bound.count && size <= room) {
      last.push(thing);
      room -= size;
    } else {
      packed.push([thing]);
      room = bound.size - size;
    }
  }
  return packed;
}
