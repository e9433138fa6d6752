// Of what a session says about one phone, the last report before its end counts.
import {
  bob,
  bobAgain,
  carol,
  carolThere,
  death,
  end,
  login,
  outcome,
  phone,
  report,
  tell,
  XIAOMI,
} from '../../fixtures/examples';

describe('a report behind the end of its session', () => {
  const again = [
    login(bob, 1),
    report(bob, 't', 2),
    end(bob, 3, 'kicked'),
    login(carolThere, 4),
    report(carolThere, 't', 5),
    report(bob, 't', 6), // late, and refused
  ];

  /** Bob has the phone after Carol; she never logged out, and her app is on the phone no more. */
  const handed = [login(carol, 1), report(carol, 't', 2), login(bob, 3), report(bob, 't', 4)];

  it('edge 1: erases no claim that was good, in whatever order the end comes', () => {
    const [ended, late] = [end(bob, 5, 'kicked'), report(bob, 't', 6)];
    for (const facts of [
      [...handed, ended, late],
      [...handed, late, ended],
      [late, ended, ...handed],
    ]) {
      const told = tell(facts);
      expect(outcome(told.known, carol)).toBe('moved');
      expect(told.known.holderOf(phone('t'))?.session).toBe('bob-1');
    }
    expect(tell([...handed, ended, late]).changes.slice(-2)).toEqual([
      'bob-1 unbound/kicked',
      'bob-1 refused/session-ended',
    ]);
  });

  it('edge 1: the last claim before the end counts, not the first', () => {
    const back = [...handed, login(carolThere, 5), report(carolThere, 't', 6), report(bob, 't', 7)];
    const ended = end(bob, 8);
    const late = Array.from({ length: 9 }, (_, i) => report(bob, 't', 9 + i));
    const all = [...back, ended, ...late];
    expect(outcome(tell(all).known, carolThere)).toBe('moved');
    const [first, ...rest] = late;
    expect(outcome(tell([...back, first!, ended, ...rest]).known, carolThere)).toBe('moved');
  });

  it('takes the phone from nobody, also when the gateway repeats the end', () => {
    const { known } = tell([...again, end(bob, 7, 'kicked'), end(bob, 8, 'invalidated')]);
    expect(outcome(known, carolThere)).toBe('bound t');
    expect(outcome(known, bob)).toBe('kicked');
  });

  it('an end that is repeated does not take the phone back from who reported after it', () => {
    const facts = [
      login(bob, 1),
      report(bob, 't', 2),
      login(carolThere, 3),
      end(carolThere, 4),
      report(bob, 'u', 5),
    ];
    const { known } = tell([...facts, end(carolThere, 6), end(carolThere, 7, 'invalidated')]);
    expect(outcome(known, bob)).toBe('bound u');
  });

  it('lends nothing to the next login, and hides no earlier token of a session that did not end', () => {
    const [first, second] = [bob, bobAgain];
    const third = { ...bob, session: 'bob-3' };
    const facts = [
      login(first, 1),
      report(first, 't', 2),
      login(second, 3),
      end(second, 4),
      report(second, 'u', 5),
    ];
    const { known } = tell([...facts, end(second, 6, 'kicked'), login(third, 7)]);
    expect(outcome(known, third)).toBe('bound t');
    expect(outcome(known, first)).toBe('bound t');
  });

  it('leaves no successor behind, and an earlier claim gets its own', () => {
    const dead = death('t', 5, XIAOMI, 'v');
    for (const before of [[], [report(bob, 't', 2)]]) {
      const facts = [login(bob, 1), ...before, report(bob, 't', 4)];
      const ended = end(bob, 3);
      const [first, last] = [tell([...facts, ended, dead]).known, tell([...facts, dead, ended]).known];
      expect(last.claimsOf(phone('v'))).toEqual(first.claimsOf(phone('v')));
      expect(last.holderOf(phone('v'))?.reportedAtMs).toBe(before[0] && 2);
    }
  });

  it('does not hide that its phone took the place of one claimed in time', () => {
    const facts = [login(bob, 1), death('t', 5, XIAOMI, 'v'), report(bob, 't', 2)];
    const [ended, late] = [end(bob, 3), report(bob, 'v', 4)];
    for (const order of [
      [...facts, late, ended],
      [late, ended, ...facts],
      [ended, ...facts, late],
    ])
      expect(tell(order).known.holderOf(phone('v'))?.reportedAtMs).toBe(2);
  });
});
