// How a fault says that something is not as it must be. Pure.
/** Throws with what happened, if it is not as it must be. */
export function must(isTrue: boolean, happened: string): asserts isTrue {
  if (!isTrue) throw new Error(happened);
}
