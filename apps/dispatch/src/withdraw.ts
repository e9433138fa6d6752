// binding.changed → what may not ring any more, and what may ring again. Pure.
import type { BindingChanged } from '@offline-push/contracts';

export interface Withdrawal {
  app: string;
  user: string;
  device: string;
  session: string;
  /** The token whose binding ended; '' means every token of the session. */
  tokenHash: string;
  cause: string;
}

export interface Withdrawals {
  withdrawn: Withdrawal[];
  /** Bindings that began: withdrawals of this session, or of this very token in it, are over. */
  lifted: Withdrawal[];
}

/** The session itself ended, or its client wants no push: no token of it may ring, not even one it replaced before. */
const SESSION_ENDS = new Set(['logged-out', 'kicked', 'invalidated', 'superseded', 'push-off']);
/** The phone is the same and so is its user: what waits for the old token may still reach it. */
const HARMLESS = new Set(['replaced']);

/** The last change of a session and token within the slice counts; the slice is in order per user. */
export function withdrawalsOf(changes: readonly BindingChanged[]): Withdrawals {
  const last = new Map<string, { change: 'bound' | 'unbound'; row: Withdrawal }>();
  for (const event of changes) {
    if (event.change === 'refused' || HARMLESS.has(event.cause)) continue;
    if (event.change === 'bound') forgetSession(last, event);
    const row = rowOf(event);
    last.set(keyOf(row), { change: event.change, row });
  }
  const rows = [...last.values()];
  return {
    withdrawn: rows.filter(({ change }) => change === 'unbound').map(({ row }) => row),
    lifted: rows.filter(({ change }) => change === 'bound').map(({ row }) => row),
  };
}

/** A binding that begins lifts an end of its whole session that stands earlier in the same slice. */
const forgetSession = (last: Map<string, unknown>, event: BindingChanged): boolean =>
  last.delete(keyOf({ ...rowOf(event), tokenHash: '' }));

const rowOf = ({ app, user, device, session, change, cause, tokenHash }: BindingChanged): Withdrawal => ({
  app,
  user,
  device,
  session,
  tokenHash: change === 'unbound' && SESSION_ENDS.has(cause) ? '' : (tokenHash ?? ''),
  cause,
});

const keyOf = ({ app, user, device, session, tokenHash }: Withdrawal): string =>
  JSON.stringify([app, user, device, session, tokenHash]);
