// Turns facts about sessions and bindings into withdrawals: which tokens may not ring any more, which may again, and which replace others.
// Pure. A total order decides between facts, so they give the same result in any order and any number of times (docs/adr/0018).
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
  /** Hash of the token whose binding began or ended; '' means every token of the session. */
  tokenHash: string;
  /** True if nothing may ring. False if a binding began, which lifts an earlier withdrawal. */
  isWithdrawn: boolean;
  /** The session ended. After that no other fact counts, whatever its time. */
  isFinal: boolean;
  cause: string;
  /** Time of the fact, by the records from which device-bindings has it. */
  atMs: number;
  /** When device-bindings decided it. The latest decision knows most: facts of several topics come in any order. */
  decidedAtMs: number;
  /** Offset of the record, which orders decisions of the same time: device-bindings publishes in the order in which it decides. */
  place: number;
  /** Targets that wait for this token go to that address. */
  next?: Address | undefined;
  /** For a binding that begins: only targets under this certificate go to `next`. */
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

/** The cause if the same user's phone has a new token: targets that wait for the old token go to the new one. */
export const REPLACED = 'replaced';

/** Ends of sessions, straight from the gateway, so that a logout counts also if other services are down. */
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

/** `place` is the offset of the record. All records of a user are in one partition. */
export interface PlacedChange {
  event: BindingChanged;
  place: number;
}

export const withdrawalsOf = (told: readonly PlacedChange[]): Withdrawal[] => strongest(told.flatMap(rowsOf));

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

/** First ends of sessions, then the last decision, then the last record, then what silences. The rest makes the order total, as in SAVE. */
export function isStronger(one: Withdrawal, other: Withdrawal): boolean {
  if (one.isFinal !== other.isFinal) return one.isFinal;
  if (one.decidedAtMs !== other.decidedAtMs) return one.decidedAtMs > other.decidedAtMs;
  if (one.place !== other.place) return one.place > other.place;
  if (one.isWithdrawn !== other.isWithdrawn) return one.isWithdrawn;
  if (one.cause !== other.cause) return one.cause > other.cause;
  if (one.atMs !== other.atMs) return one.atMs > other.atMs;
  return (one.next?.tokenHash ?? '') > (other.next?.tokenHash ?? '');
}

function rowsOf({ event: changed, place }: PlacedChange): Withdrawal[] {
  const { app, user, device, session, change, cause, tokenHash = '', atMs } = changed;
  const { decidedAtMs = atMs } = changed;
  // A replaced token is withdrawn by the event of its successor, because only that names both tokens.
  if (change === 'refused' || cause === REPLACED) return [];
  const fact = { app, user, device, session, atMs, decidedAtMs, place };
  if (change === 'bound') return [...begun(fact, changed), ...replacedBy(fact, changed)];
  const isWhole = WHOLE_SESSION.has(cause);
  const ended = { tokenHash: isWhole ? '' : tokenHash, isWithdrawn: true, isFinal: FINAL.has(cause) };
  return [{ ...fact, cause, ...ended }];
}

type Fact = Pick<Withdrawal, 'app' | 'user' | 'device' | 'session' | 'atMs' | 'decidedAtMs' | 'place'>;

/** A binding that begins lifts the withdrawal of its token and of its session. Other tokens stay as they are. */
function begun(fact: Fact, changed: BindingChanged): Withdrawal[] {
  const { cause, tokenHash = '', replacesCertificateId: fromCertificateId } = changed;
  const [session, token] = ['', tokenHash].map((hash) => ({
    ...{ ...fact, cause, tokenHash: hash },
    ...{ isWithdrawn: false, isFinal: false },
  })) as [Withdrawal, Withdrawal];
  const next = fromCertificateId === undefined ? undefined : addressOf(changed);
  return [session, next === undefined ? token : { ...token, next, fromCertificateId }];
}

/** Token and certificate of a binding that begins. */
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
