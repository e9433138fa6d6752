// The parts that all judges in JavaScript share: one JSON line for each check.

/** `run` resolves to a detail, or rejects with what is wrong. */
export async function check(name, run) {
  const line = await run().then(
    (detail) => ({ check: name, passed: true, detail }),
    (error) => ({ check: name, passed: false, detail: String(error) }),
  );
  console.log(JSON.stringify(line));
}

export function expect(what, wanted, found) {
  if (wanted !== found) throw new Error(`${what}: wanted ${wanted}, found ${found}`);
}
