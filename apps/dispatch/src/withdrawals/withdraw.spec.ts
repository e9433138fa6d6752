import { type BindingChanged, bindingChanged, type SessionChanged } from '@offline-push/contracts';
import { endsOf, isStronger, type Withdrawal, withdrawalKeyOf, withdrawalsOf } from './withdraw';

const bound = bindingChanged.examples['bound'] as BindingChanged;
const { app, user, device, session } = bound;
const token = bound.tokenHash!;
const OTHER = 'CCCCCCCCCCCCCCCCCCCCCC';
const unbound = (cause: BindingChanged['cause'], atMs = bound.atMs + 1): BindingChanged => ({
  ...bound,
  change: 'unbound',
  cause,
  atMs,
});
const ended = (change: SessionChanged['change'], atMs: number) => ({
  event: { app, user, device, session, change },
  atMs,
});
const told = (...changes: BindingChanged[]) => withdrawalsOf(changes.map((event) => ({ event, place: 0 })));
const silenced = (...changes: BindingChanged[]) =>
  told(...changes).flatMap(({ tokenHash, isWithdrawn }) => (isWithdrawn ? [tokenHash] : []));

describe('withdrawals', () => {
  it.each(['logged-out', 'kicked', 'invalidated', 'superseded', 'other-user', 'push-off'] as const)(
    '%s silences every token of the session',
    (cause) => expect(silenced(unbound(cause))).toEqual(['']),
  );

  it.each(['moved', 'token-dead', 'unbound'] as const)('%s silences that token only', (cause) => {
    expect(silenced(unbound(cause))).toEqual([token]);
  });

  it('a replaced token may still ring while nobody says by which one', () => {
    expect(told(unbound('replaced'))).toEqual([]);
  });

  it('a refused report changes nothing', () => {
    expect(told({ ...bound, change: 'refused', cause: 'not-logged-in' })).toEqual([]);
  });

  it('a binding lifts what silenced its session for a while, and its token', () => {
    const again = { ...bound, atMs: bound.atMs + 2 };
    expect(silenced(unbound('push-off'), again)).toEqual([]);
    expect(silenced(unbound('superseded'), again)).toEqual([]);
    expect(silenced(unbound('other-user'), again)).toEqual([]);
    expect(silenced(unbound('unbound'), again)).toEqual([]);
  });

  it.each(['logged-out', 'kicked', 'invalidated'] as const)(
    'no binding lifts the end of its session: %s',
    (cause) => {
      const later = { ...bound, atMs: bound.atMs + 1_000_000 };
      expect(silenced(unbound(cause), later)).toEqual(['']);
      expect(silenced(later, unbound(cause))).toEqual(['']);
    },
  );

  it('of two facts at the same time and place the one that silences counts', () => {
    expect(silenced(unbound('push-off', bound.atMs), bound)).toEqual(['']);
    expect(silenced(bound, unbound('push-off', bound.atMs))).toEqual(['']);
  });

  it.each([
    ['push off and on again', [unbound('push-off', bound.atMs), bound], []],
    ['on and off again', [bound, unbound('push-off', bound.atMs)], ['']],
    [
      'another token and back',
      [bound, { ...bound, tokenHash: OTHER, replaces: token }, { ...bound, replaces: OTHER }],
      [OTHER],
    ],
  ])(
    'of two facts in one batch, which have one time, the last one told counts: %s',
    (_, changes, expected) => {
      const inOrder = changes.map((event, place) => ({ event, place }));
      for (const facts of [inOrder, [...inOrder].reverse()])
        expect(withdrawalsOf(facts).flatMap((it) => (it.isWithdrawn ? [it.tokenHash] : []))).toEqual(
          expected,
        );
    },
  );

  it('the last decision counts, however old the facts behind it are', () => {
    const first = { ...bound, decidedAtMs: 19 };
    const moved = { ...unbound('moved', bound.atMs + 9), decidedAtMs: 20 };
    const back = { ...bound, decidedAtMs: 21 };
    const suspended = { ...unbound('other-user', bound.atMs - 5), decidedAtMs: 22 };
    for (const turn of [
      (facts: BindingChanged[]) => facts,
      (facts: BindingChanged[]) => facts.toReversed(),
    ]) {
      expect(silenced(...turn([first, moved, back]))).toEqual([]);
      expect(silenced(...turn([first, moved, back, suspended]))).toEqual(['']);
    }
  });

  it('a token that moved away stays silent when its old owner binds another one', () => {
    const other = { ...bound, tokenHash: OTHER, atMs: bound.atMs + 2 };
    expect(silenced(unbound('moved'), other)).toEqual([token]);
  });

  it('a binding says which token it replaces, and where what waits for that one goes', () => {
    const next = { ...bound, tokenHash: OTHER, token: 'new', replaces: token, atMs: bound.atMs + 1 };
    const row = told(bound, next).find(({ tokenHash }) => tokenHash === token);
    expect(row).toMatchObject({
      isWithdrawn: true,
      cause: 'replaced',
      next: { token: 'new', tokenHash: OTHER, certificateId: 1, vendor: 'xiaomi' },
    });
  });

  it('a phone that takes up its old token again is reached by that one', () => {
    const there = { ...bound, tokenHash: OTHER, token: 'new', replaces: token, atMs: bound.atMs + 1 };
    const back = { ...bound, replaces: OTHER, atMs: bound.atMs + 2 };
    expect(silenced(bound, there, back)).toEqual([OTHER]);
  });
});

describe('P18: ends that the gateway tells dispatch itself', () => {
  it.each(['logged-out', 'kicked', 'invalidated'] as const)('%s ends the whole session', (change) => {
    expect(endsOf([ended(change, 7)])).toEqual([
      {
        ...{ app, user, device, session, tokenHash: '', atMs: 7, decidedAtMs: 7, place: 0 },
        ...{ isWithdrawn: true, isFinal: true, cause: change },
      },
    ]);
  });

  it.each(['logged-in', 'connected', 'disconnected', 'foreground', 'background'] as const)(
    '%s ends nothing',
    (change) => expect(endsOf([ended(change, 7)])).toEqual([]),
  );
});

describe('facts about sessions and bindings', () => {
  const FACTS: readonly (() => Withdrawal[])[] = [
    ...(['logged-out', 'kicked', 'invalidated'] as const).map(
      (change) => () => endsOf([ended(change, at())]),
    ),
    ...(
      ['push-off', 'superseded', 'other-user', 'moved', 'token-dead', 'unbound', 'logged-out'] as const
    ).map((cause) => () => told(unbound(cause, at()))),
    () => told({ ...bound, atMs: at() }),
    () => told({ ...bound, tokenHash: OTHER, atMs: at() }),
    () => told({ ...bound, tokenHash: OTHER, token: 'new', replaces: token, atMs: at() }),
    () => told({ ...bound, token: 'old', replaces: OTHER, atMs: at() }),
  ];
  let seed = 1;
  const chance = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  /** Few times, so that many facts fall on the same. */
  const at = (): number => Math.floor(chance() * 4);
  const shuffled = <T>(items: readonly T[]): T[] =>
    items
      .map((item) => ({ item, place: chance() }))
      .sort((a, b) => a.place - b.place)
      .map(({ item }) => item);

  /** As the store merges them, row by row. */
  function mergedIn(facts: readonly Withdrawal[]): Record<string, Withdrawal> {
    const rows: Record<string, Withdrawal> = {};
    for (const fact of facts) {
      const known = rows[withdrawalKeyOf(fact)];
      if (known === undefined || isStronger(fact, known)) rows[withdrawalKeyOf(fact)] = fact;
    }
    return Object.fromEntries(Object.entries(rows).sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  it('end the same in any order and any number of times, and never with a push after the end (10,000 histories)', () => {
    for (let history = 0; history < 10_000; history++) {
      const facts = Array.from({ length: 1 + Math.floor(chance() * 8) }, () =>
        FACTS[Math.floor(chance() * FACTS.length)]!(),
      ).flat();
      const other = shuffled([...facts, ...shuffled(facts).slice(0, Math.floor(chance() * facts.length))]);
      const rows = mergedIn(facts);
      expect(mergedIn(other)).toEqual(rows);
      if (facts.some(({ isFinal }) => isFinal))
        expect(Object.values(rows).find(({ tokenHash }) => tokenHash === '')).toMatchObject({
          isFinal: true,
        });
    }
  });
});
