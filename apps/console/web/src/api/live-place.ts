// Which tabs may hold a stream. A browser has six connections to an origin over HTTP/1.1, for all tabs together; so four of them may hold a
// stream, and two are left for what pages ask. Several windows side by side are all visible. The newest one gets a place, the one that had
// it goes on by asking.
const PLACES = ['live-1', 'live-2', 'live-3', 'live-4'];
/** The tabs of one browser share the locks; without TLS there are none, but on this machine. */
const locks = (navigator as { locks?: LockManager }).locks;
let turn = Math.floor(Math.random() * PLACES.length);

/**
 * @param mayTake takes the place of another tab, if none is free.
 * @param onLost another tab took it.
 * @returns what gives the place back; undefined: none is free.
 */
export async function takePlace(mayTake: boolean, onLost: () => void): Promise<(() => void) | undefined> {
  if (locks === undefined) return () => undefined;
  for (const name of PLACES) {
    const leave = await held(locks, name, { ifAvailable: true }, onLost);
    if (leave !== undefined) return leave;
  }
  if (!mayTake) return undefined;
  turn = (turn + 1) % PLACES.length;
  return held(locks, PLACES[turn] ?? 'live-1', { steal: true }, onLost);
}

function held(
  { request }: LockManager,
  name: string,
  how: LockOptions,
  onLost: () => void,
): Promise<(() => void) | undefined> {
  return new Promise((resolve) => {
    let isLeft = false;
    const kept = request.call(locks, name, how, (lock) => {
      if (lock === null) return resolve(undefined);
      return new Promise<void>((done) =>
        resolve(() => {
          isLeft = true;
          done();
        }),
      );
    });
    // It is rejected when another tab takes the place.
    kept.catch(() => {
      if (!isLeft) onLost();
    });
  });
}
