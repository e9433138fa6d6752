// binding.changed → what may not ring any more, and what may ring again. Pure.
import type { BindingChanged } from '@offline-push/contracts';

/** How a token of a session stands, or the session as a whole. */
export interface Standing {
  app: string;
  user: string;
  device: string;
  session: string;
  /** The token whose binding began or ended; '' means the session itself: every token of it. */
  tokenHash: string;
  /** True: nothing may ring. False: a binding began, which lifts what was withdrawn before. */
  isWithdrawn: boolean;
  cause: string;
  /** Time of the fact. Events may come late or twice: an older fact never overwrites a newer one. */
  atMs: number;
}

/** The session itself ended, or its client wants no push: no token of it may ring, not even one it replaced before. */
const SESSION_ENDS: ReadonlySet<string> = new Set([
  'logged-out',
  'kicked',
  'invalidated',
  'superseded',
  'push-off',
]);
/** The phone is the same and so is its user: what waits for the old token may still reach it. */
const HARMLESS = 'replaced';

/** One row per session and token: the newest fact of the slice, and of two at the same time the one that silences. */
export function standingsOf(changes: readonly BindingChanged[]): Standing[] {
  const newest = new Map<string, Standing>();
  for (const standing of changes.flatMap(rowsOf)) {
    const key = keyOf(standing);
    const known = newest.get(key);
    if (known === undefined || isNewer(standing, known)) newest.set(key, standing);
  }
  return [...newest.values()];
}

const isNewer = (one: Standing, other: Standing): boolean =>
  one.atMs > other.atMs || (one.atMs === other.atMs && one.isWithdrawn);

/** A binding that begins speaks for its token and lifts what silenced its whole session; other tokens stay as they are. */
function rowsOf({
  app,
  user,
  device,
  session,
  change,
  cause,
  tokenHash = '',
  atMs,
}: BindingChanged): Standing[] {
  if (change === 'refused' || cause === HARMLESS) return [];
  const row = { app, user, device, session, cause, atMs };
  if (change === 'bound')
    return ['', tokenHash].map((hash) => ({ ...row, tokenHash: hash, isWithdrawn: false }));
  return [{ ...row, tokenHash: SESSION_ENDS.has(cause) ? '' : tokenHash, isWithdrawn: true }];
}

const keyOf = ({ app, user, device, session, tokenHash }: Standing): string =>
  JSON.stringify([app, user, device, session, tokenHash]);
