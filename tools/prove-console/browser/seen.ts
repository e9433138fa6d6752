// How a check says that something is not as it must be. Pure.

/** Throws with what was seen, if it is not as it must be. */
export function must(isTrue: boolean, seen: string): asserts isTrue {
  if (!isTrue) throw new Error(seen);
}

export function mustBe<T>(seen: T, wanted: T, what: string): void {
  const [is, should] = [JSON.stringify(seen), JSON.stringify(wanted)];
  if (is !== should) throw new Error(`${what} is ${is}, not ${should}`);
}

/** The middle one. */
export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
