// Facts about sessions and bindings → what may not ring any more, what may ring again, and where. Pure. Facts are merged by a total
// order, so they give the same result in any order and any number of times (docs/adr/0018).
import {
  type BindingChanged,
  SESSION_END_CAUSES,
  type SessionChanged,
  SILENCING_CAUSES,
} from '@offline-push/contracts';

/** That a token of a session, or the session as a whole, is withdrawn, or is not any more. */
export interface Withdrawal {
  app: string;
  user: string;
  device: string;
  session: string;
  /** The token whose binding began or ended; '' means the session itself: every token of it. */
  tokenHash: string;
  /** True: nothing may ring. False: a binding began, which lifts what was withdrawn before. */
  isWithdrawn: boolean;
  /** The session ended: no other fact counts any more, whatever its time. */
  isFinal: boolean;
  cause: string;
  /** Time of the fact, as device-bindings says it: by the records that it goes back to. */
  atMs: number;
  /** When device-bindings decided it: facts of several topics come in any order, and the last decision knows all of them. */
  decidedAtMs: number;
  /** Of two decisions of one time, which came later in the log: device-bindings tells in the order in which it decides. */
  place: number;
  /** What waits for this token goes to that one. */
  next?: Address | undefined;
  /** Of a binding that begins: only what waits for its token under this certificate goes to `next`. */
  fromCertificateId?: number | undefined;
}

interface Address {
  token: string;
  tokenHash: string;
  certificateId: number;
  vendor: string;
}

const FINAL: ReadonlySet<string> = new Set(SESSION_END_CAUSES);
const WHOLE_SESSION: ReadonlySet<string> = new Set(SILENCING_CAUSES);

/** The phone is the same and so is its user: what waits for the old token goes to the new one. */
export const REPLACED = 'replaced';

/** What ended, straight from the gateway: dispatch hears of a logout whoever else is down. */
export const endsOf = (changes: readonly { event: SessionChanged; atMs: number }[]): Withdrawal[] =>
  strongest(
    changes.flatMap(({ event: { app, user, device, session, change }, atMs }) =>
      FINAL.has(change)
        ? [
            {
              ...{ app, user, device, session, atMs, cause: change },
              ...{ tokenHash: '', isWithdrawn: true, isFinal: true, decidedAtMs: atMs, place: 0 },
            },
          ]
        : [],
    ),
  );

/** `place`: the offset of its record. A user's records are in one partition. */
export interface Told {
  event: BindingChanged;
  place: number;
}

export const withdrawalsOf = (told: readonly Told[]): Withdrawal[] => strongest(told.flatMap(rowsOf));

/** One row per session and token: the strongest fact of a slice. */
function strongest(withdrawals: readonly Withdrawal[]): Withdrawal[] {
  const best = new Map<string, Withdrawal>();
  for (const withdrawal of withdrawals) {
    const key = withdrawalKeyOf(withdrawal);
    const known = best.get(key);
    if (known === undefined || isStronger(withdrawal, known)) best.set(key, withdrawal);
  }
  return [...best.values()];
}

/** Ends of sessions, then the last decision, then what was told last, then what silences; the rest only makes the order total. WithdrawalStore has the same order. */
export function isStronger(one: Withdrawal, other: Withdrawal): boolean {
  if (one.isFinal !== other.isFinal) return one.isFinal;
  if (one.decidedAtMs !== other.decidedAtMs) return one.decidedAtMs > other.decidedAtMs;
  if (one.place !== other.place) return one.place > other.place;
  if (one.isWithdrawn !== other.isWithdrawn) return one.isWithdrawn;
  if (one.cause !== other.cause) return one.cause > other.cause;
  if (one.atMs !== other.atMs) return one.atMs > other.atMs;
  return (one.next?.tokenHash ?? '') > (other.next?.tokenHash ?? '');
}

function rowsOf({ event: changed, place }: Told): Withdrawal[] {
  const { app, user, device, session, change, cause, tokenHash = '', atMs } = changed;
  const { decidedAtMs = atMs } = changed;
  // That a token was replaced says its successor: there alone stands which token it is.
  if (change === 'refused' || cause === REPLACED) return [];
  const fact = { app, user, device, session, atMs, decidedAtMs, place };
  if (change === 'bound') return [...begun(fact, changed), ...replacedBy(fact, changed)];
  const isWhole = WHOLE_SESSION.has(cause);
  const ended = { tokenHash: isWhole ? '' : tokenHash, isWithdrawn: true, isFinal: FINAL.has(cause) };
  return [{ ...fact, cause, ...ended }];
}

type Fact = Pick<Withdrawal, 'app' | 'user' | 'device' | 'session' | 'atMs' | 'decidedAtMs' | 'place'>;

/** A binding that begins speaks for its token, and lifts what silenced its session for a while; other tokens stay as they are. */
function begun(fact: Fact, changed: BindingChanged): Withdrawal[] {
  const { cause, tokenHash = '', replacesCertificateId: fromCertificateId } = changed;
  const [session, token] = ['', tokenHash].map((hash) => ({
    ...{ ...fact, cause, tokenHash: hash },
    ...{ isWithdrawn: false, isFinal: false },
  })) as [Withdrawal, Withdrawal];
  const next = fromCertificateId === undefined ? undefined : addressOf(changed);
  return [session, next === undefined ? token : { ...token, next, fromCertificateId }];
}

/** How the phone of a binding that begins is reached. */
function addressOf({ token, tokenHash, certificateId, vendor }: BindingChanged): Address | undefined {
  if (token === undefined || tokenHash === undefined || certificateId === undefined || vendor === undefined)
    return undefined;
  return { token, tokenHash, certificateId, vendor };
}

function replacedBy(fact: Fact, changed: BindingChanged): Withdrawal[] {
  const { replaces, tokenHash } = changed;
  const next = addressOf(changed);
  if (replaces === undefined || replaces === tokenHash || next === undefined) return [];
  return [{ ...fact, cause: REPLACED, tokenHash: replaces, isWithdrawn: true, isFinal: false, next }];
}

export const withdrawalKeyOf = ({ app, user, device, session, tokenHash }: Withdrawal): string =>
  JSON.stringify([app, user, device, session, tokenHash]);
