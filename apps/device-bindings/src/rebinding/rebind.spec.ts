// What facts change, step by step: which bindings begin and end, and who is told why.
import {
  bob,
  bobAgain,
  bobsTablet,
  carol,
  carolThere,
  certificate,
  death,
  end,
  login,
  OTHER_APPS,
  outcome,
  overdue,
  pushOff,
  report,
  tell,
  unbound,
  XIAOMI,
} from '../../fixtures/examples';
import type { SessionKey } from '../facts/facts';
import { savingOf } from './draft';
import type { Fact } from '../facts/fact';

describe('a story of facts', () => {
  it.each<[string, Fact[], string[], [SessionKey, string][]]>([
    [
      'a report in a login binds',
      [login(bob, 1), report(bob, 't', 2)],
      ['bob-1 bound/reported'],
      [[bob, 'bound t']],
    ],
    ['a report waits for its login', [report(bob, 't', 2)], [], [[bob, 'waiting']]],
    [
      'a report that overtook its login binds when that comes',
      [report(bob, 't', 2), login(bob, 1)],
      ['bob-1 bound/reported'],
      [[bob, 'bound t']],
    ],
    [
      'a report waits for a certificate that is not known yet, and the binding before it stays',
      [login(bob, 1), report(bob, 't', 2), report(bob, 'u', 3, 8888)],
      ['bob-1 bound/reported'],
      [[bob, 'bound t']],
    ],
    [
      'the certificate comes and the report replaces what was bound',
      [login(bob, 1), report(bob, 't', 2), report(bob, 'u', 3, 8888), certificate({ certificateId: 8888 })],
      ['bob-1 bound/reported', 'bob-1 unbound/replaced', 'bob-1 bound/reported'],
      [[bob, 'bound u']],
    ],
    [
      'logout, kick and invalidation unbind',
      [login(bob, 1), report(bob, 't', 2), end(bob, 3, 'kicked')],
      ['bob-1 bound/reported', 'bob-1 unbound/kicked'],
      [[bob, 'kicked']],
    ],
    [
      'a logout also ends what waits',
      [report(bob, 't', 2), end(bob, 3), login(bob, 1)],
      ['bob-1 unbound/logged-out'],
      [[bob, 'logged-out']],
    ],
    [
      'a report after the logout is refused and binds nothing',
      [login(bob, 1), end(bob, 3), report(bob, 't', 4)],
      ['bob-1 refused/session-ended'],
      [[bob, 'logged-out']],
    ],
    [
      'after a logout, a new login needs a new report',
      [login(bob, 1), report(bob, 't', 2), end(bob, 3), login(bobAgain, 4)],
      ['bob-1 bound/reported', 'bob-1 unbound/logged-out'],
      [
        [bob, 'logged-out'],
        [bobAgain, 'none'],
      ],
    ],
    [
      'the same pair again refreshes its time and tells nobody',
      [login(bob, 1), report(bob, 't', 2), report(bob, 't', 5), death('t', 4)],
      ['bob-1 bound/reported'],
      [[bob, 'bound t']],
    ],
    [
      'another token replaces the one before',
      [login(bob, 1), report(bob, 't', 2), report(bob, 'u', 3)],
      ['bob-1 bound/reported', 'bob-1 unbound/replaced', 'bob-1 bound/reported'],
      [[bob, 'bound u']],
    ],
    [
      'an older report of another token is refused',
      [login(bob, 1), report(bob, 'u', 3), report(bob, 't', 2)],
      ['bob-1 bound/reported', 'bob-1 refused/older-report'],
      [[bob, 'bound u']],
    ],
    [
      'the last binder of a token wins',
      [login(bob, 1), report(bob, 't', 2), login(carol, 3), report(carol, 't', 4)],
      ['bob-1 bound/reported', 'bob-1 unbound/moved', 'carol-1 bound/reported'],
      [
        [bob, 'moved'],
        [carol, 'bound t'],
      ],
    ],
    [
      'an older report never takes a token from a newer one',
      [login(carol, 1), report(carol, 't', 4), login(bob, 1), report(bob, 't', 2)],
      ['carol-1 bound/reported', 'bob-1 refused/older-report'],
      [
        [bob, 'moved'],
        [carol, 'bound t'],
      ],
    ],
    [
      'a token that moved does not come back when its last binder logs out',
      [login(bob, 1), report(bob, 't', 2), login(carol, 3), report(carol, 't', 4), end(carol, 5)],
      ['bob-1 bound/reported', 'bob-1 unbound/moved', 'carol-1 bound/reported', 'carol-1 unbound/logged-out'],
      [[bob, 'moved']],
    ],
    [
      'nor when that one reports another token',
      [login(bob, 1), report(bob, 't', 2), login(carol, 3), report(carol, 't', 4), report(carol, 'u', 5)],
      [
        'bob-1 bound/reported',
        'bob-1 unbound/moved',
        'carol-1 bound/reported',
        'carol-1 unbound/replaced',
        'carol-1 bound/reported',
      ],
      [[bob, 'moved']],
    ],
    [
      'who is not logged in takes nobody a token away',
      [login(bob, 1), report(bob, 't', 2), login(carol, 1), end(carol, 3), report(carol, 't', 4)],
      ['bob-1 bound/reported', 'carol-1 refused/session-ended'],
      [[bob, 'bound t']],
    ],
    [
      'a report that waits takes nobody a token away until its login comes',
      [login(bob, 1), report(bob, 't', 2), report(carol, 't', 4)],
      ['bob-1 bound/reported'],
      [[bob, 'bound t']],
    ],
    [
      'a replaced token that moves is told, too: pushes may still wait for it',
      [login(bob, 1), report(bob, 't', 2), report(bob, 'u', 3), login(carol, 3), report(carol, 't', 4)],
      [
        'bob-1 bound/reported',
        'bob-1 unbound/replaced',
        'bob-1 bound/reported',
        'bob-1 unbound/moved',
        'carol-1 bound/reported',
      ],
      [[bob, 'bound u']],
    ],
    [
      'a logout after the token moved is told, too: pushes may still wait for tokens before it',
      [login(bob, 1), report(bob, 't', 2), login(carol, 3), report(carol, 't', 4), end(bob, 5)],
      ['bob-1 bound/reported', 'bob-1 unbound/moved', 'carol-1 bound/reported', 'bob-1 unbound/logged-out'],
      [[carol, 'bound t']],
    ],
    [
      'a newer session of the device supersedes',
      [login(bob, 1), report(bob, 't', 2), login(bobAgain, 3), report(bobAgain, 't', 4)],
      ['bob-1 bound/reported', 'bob-1 unbound/superseded', 'bob-2 bound/reported'],
      [
        [bob, 'superseded'],
        [bobAgain, 'bound t'],
      ],
    ],
    [
      'FF 1.7: a token in capitals is the same phone',
      [login(bob, 1), report(bob, 't', 2), login(carol, 3), report(carol, 'T', 4)],
      ['bob-1 bound/reported', 'bob-1 unbound/moved', 'carol-1 bound/reported'],
      [
        [bob, 'moved'],
        [carol, 'bound T'],
      ],
    ],
    [
      'FF 1.8: a token under a second certificate of the app is the same phone',
      [
        ...[certificate({ certificateId: 8888 }), login(bob, 1), report(bob, 't', 2)],
        ...[login(carol, 3), report(carol, 't', 4, 8888)],
      ],
      ['bob-1 bound/reported', 'bob-1 unbound/moved', 'carol-1 bound/reported'],
      [
        [bob, 'moved'],
        [carol, 'bound t'],
      ],
    ],
    [
      'FF 1.8: and also if that certificate comes after the report',
      [
        ...[login(bob, 1), report(bob, 't', 2), login(carol, 3), report(carol, 'T', 4, 8888)],
        certificate({ certificateId: 8888 }),
      ],
      ['bob-1 bound/reported', 'bob-1 unbound/moved', 'carol-1 bound/reported'],
      [
        [bob, 'moved'],
        [carol, 'bound T'],
      ],
    ],
    [
      'FF 1.8: two devices of one user with one token are one phone: the last one rings',
      [login(bob, 1), report(bob, 't', 2), login(bobsTablet, 3), report(bobsTablet, 't', 4)],
      ['bob-1 bound/reported', 'bob-1 unbound/moved', 'bob-t bound/reported'],
      [
        [bob, 'moved'],
        [bobsTablet, 'bound t'],
      ],
    ],
    [
      'a new build reports the same token under another certificate: the same phone, another address',
      [certificate({ certificateId: 8888 }), login(bob, 1), report(bob, 't', 2), report(bob, 't', 3, 8888)],
      ['bob-1 bound/reported', 'bob-1 bound/reported'],
      [[bob, 'bound t']],
    ],
    [
      '3.9: another user who logs in on the device suspends the one before, at once',
      [login(bob, 1), report(bob, 't', 2), login(carolThere, 3)],
      ['bob-1 bound/reported', 'bob-1 unbound/other-user'],
      [[bob, 'other-user']],
    ],
    [
      '3.9: a logout of that other user gives nothing back',
      [login(bob, 1), report(bob, 't', 2), login(carolThere, 3), end(carolThere, 4)],
      ['bob-1 bound/reported', 'bob-1 unbound/other-user'],
      [[bob, 'other-user']],
    ],
    [
      '3.9: a new login and report of the first user does, and suspends the other one',
      [
        ...[login(bob, 1), report(bob, 't', 2), login(carolThere, 3), report(carolThere, 'u', 4)],
        ...[login(bobAgain, 5), report(bobAgain, 't', 6)],
      ],
      [
        ...['bob-1 bound/reported', 'bob-1 unbound/other-user', 'carol-2 bound/reported'],
        ...['carol-2 unbound/other-user', 'bob-1 unbound/superseded', 'bob-2 bound/reported'],
      ],
      [
        [bobAgain, 'bound t'],
        [carolThere, 'other-user'],
      ],
    ],
    [
      '3.9: a login that comes late suspends as well',
      [login(bobAgain, 5), report(bobAgain, 't', 6), report(carolThere, 'u', 4), login(carolThere, 3)],
      ['bob-2 bound/reported', 'carol-2 unbound/other-user'],
      [
        [bobAgain, 'bound t'],
        [carolThere, 'other-user'],
      ],
    ],
    [
      '3.12: a new login that has not reported uses the token of the session before, and tells nobody',
      [login(bob, 1), report(bob, 't', 2), login(bobAgain, 3)],
      ['bob-1 bound/reported'],
      [[bobAgain, 'bound t']],
    ],
    [
      '3.12: when that token moves, the new session is told to have lost it, too',
      [login(bob, 1), report(bob, 't', 2), login(bobAgain, 3), login(carol, 3), report(carol, 't', 4)],
      ['bob-1 bound/reported', 'bob-1 unbound/moved', 'bob-2 unbound/moved', 'carol-1 bound/reported'],
      [[bobAgain, 'moved']],
    ],
    [
      '3.12: when the new session ends without a report, its pushes are taken back all the same',
      [login(bob, 1), report(bob, 't', 2), login(bobAgain, 3), end(bobAgain, 4)],
      ['bob-1 bound/reported', 'bob-2 unbound/logged-out'],
      [[bobAgain, 'none']],
    ],
    [
      'a dead token is replaced by its successor',
      [login(bob, 1), report(bob, 't', 2), death('t', 3, XIAOMI, 'u')],
      ['bob-1 bound/reported', 'bob-1 unbound/replaced', 'bob-1 bound/reported'],
      [[bob, 'bound u']],
    ],
    [
      'a successor that has a successor of its own by then leads to that one',
      [login(bob, 1), report(bob, 't', 2), death('u', 3, XIAOMI, 'v'), death('t', 4, XIAOMI, 'u')],
      ['bob-1 bound/reported', 'bob-1 unbound/token-dead', 'bob-1 bound/reported'],
      [[bob, 'bound v']],
    ],
    [
      'a successor that is known before the report binds it',
      [death('t', 3, XIAOMI, 'u'), login(bob, 1), report(bob, 't', 2)],
      ['bob-1 bound/reported'],
      [[bob, 'bound u']],
    ],
    [
      'a successor follows the phone to whom it is found to belong by then',
      [
        ...[login(bob, 1), report(bob, 't', 2), death('t', 5, XIAOMI, 'u')],
        ...[login(carol, 3), report(carol, 't', 4)],
      ],
      [
        ...['bob-1 bound/reported', 'bob-1 unbound/replaced', 'bob-1 bound/reported'],
        ...[
          'bob-1 unbound/moved',
          'bob-1 unbound/token-dead',
          'bob-1 unbound/moved',
          'carol-1 bound/reported',
        ],
      ],
      [
        [bob, 'token-dead'],
        [carol, 'bound u'],
      ],
    ],
    [
      'two phones are two bindings',
      [login(bob, 1), report(bob, 't', 2), login(bobsTablet, 3), report(bobsTablet, 'u', 4)],
      ['bob-1 bound/reported', 'bob-t bound/reported'],
      [
        [bob, 'bound t'],
        [bobsTablet, 'bound u'],
      ],
    ],
    [
      'push off unbinds until the next report',
      [login(bob, 1), report(bob, 't', 2), pushOff(bob, 3), report(bob, 't', 4)],
      ['bob-1 bound/reported', 'bob-1 unbound/push-off', 'bob-1 bound/reported'],
      [[bob, 'bound t']],
    ],
    [
      'an operator unbinds until the next report',
      [login(bob, 1), report(bob, 't', 2), unbound(bob, 3)],
      ['bob-1 bound/reported', 'bob-1 unbound/unbound'],
      [[bob, 'unbound']],
    ],
    [
      'a dead token unbinds',
      [login(bob, 1), report(bob, 't', 2), death('t', 3)],
      ['bob-1 bound/reported', 'bob-1 unbound/token-dead'],
      [[bob, 'token-dead']],
    ],
    [
      'a binding newer than the verdict survives it',
      [login(bob, 1), report(bob, 't', 4), death('t', 3)],
      ['bob-1 bound/reported'],
      [[bob, 'bound t']],
    ],
    [
      'a dead token of before leaves the new one alone',
      [login(bob, 1), report(bob, 't', 2), report(bob, 'u', 3), death('t', 4)],
      ['bob-1 bound/reported', 'bob-1 unbound/replaced', 'bob-1 bound/reported'],
      [[bob, 'bound u']],
    ],
    [
      'a certificate of another app is unknown here',
      [
        certificate({ certificateId: OTHER_APPS, app: 'other' }),
        login(bob, 1),
        report(bob, 't', 2, OTHER_APPS),
      ],
      ['bob-1 refused/unknown-certificate'],
      [[bob, 'none']],
    ],
    [
      'a token that breaks its vendor’s rule changes nothing',
      [login(bob, 1), report(bob, 't', 2), report(bob, 'a,b', 3)],
      ['bob-1 bound/reported', 'bob-1 refused/bad-token'],
      [[bob, 'bound t']],
    ],
    [
      'nor does one that waited for its certificate',
      [login(bob, 1), report(bob, 'a,b', 3, 8888), certificate({ certificateId: 8888 })],
      ['bob-1 refused/bad-token'],
      [[bob, 'none']],
    ],
    [
      'a login that never comes: the report is refused in the end',
      [report(bob, 't', 2), overdue(report(bob, 't', 2))],
      ['bob-1 refused/no-login-in-time'],
      [[bob, 'none']],
    ],
    [
      'a certificate that never comes: the report is refused in the end',
      [login(bob, 1), report(bob, 't', 2, 8888), overdue(report(bob, 't', 2, 8888))],
      ['bob-1 refused/unknown-certificate'],
      [[bob, 'none']],
    ],
    [
      'a login in the last moment saves the report',
      [report(bob, 't', 2), login(bob, 1), overdue(report(bob, 't', 2))],
      ['bob-1 bound/reported'],
      [[bob, 'bound t']],
    ],
    [
      'a certificate may be disabled: that is for addressing to say',
      [certificate({ state: 'disabled', changedAtMs: 2 }), login(bob, 1), report(bob, 't', 2)],
      ['bob-1 bound/reported'],
      [[bob, 'bound t']],
    ],
  ])('%s', (_name, facts, changes, standings) => {
    const told = tell(facts);
    expect(told.changes).toEqual(changes);
    for (const [key, expected] of standings) expect(outcome(told.known, key)).toBe(expected);
  });
});

describe('a report over HTTP', () => {
  const now = (fact: Fact): Fact => (fact.is === 'report' ? { ...fact, mayWait: false } : fact);

  it.each<[string, Fact[], Fact, string | undefined]>([
    ['binds in a login', [login(bob, 1)], report(bob, 't', 2), undefined],
    ['is refused before the login', [], report(bob, 't', 2), 'not-logged-in'],
    ['is refused after the logout', [login(bob, 1), end(bob, 2)], report(bob, 't', 3), 'session-ended'],
    [
      'is refused with an unknown certificate',
      [login(bob, 1)],
      report(bob, 't', 2, 8888),
      'unknown-certificate',
    ],
    ['is refused with a bad token', [login(bob, 1)], report(bob, 'a,b', 2), 'bad-token'],
    [
      'is refused if a later one stands',
      [login(bob, 1), report(bob, 'u', 3)],
      report(bob, 't', 2),
      'older-report',
    ],
  ])('%s', (_name, before, fact, refusal) => {
    expect(tell([now(fact)], tell(before).known).refusals).toEqual([refusal]);
  });

  it('is refused again when it is sent again', () => {
    const older = now(report(bob, 't', 2));
    const told = tell([login(bob, 1), report(bob, 'u', 3), older, older]);
    expect(told.refusals).toEqual([undefined, undefined, 'older-report', 'older-report']);
    expect(told.changes.filter((change) => change.includes('refused'))).toHaveLength(1);
  });

  it('3.14: a new token is told with the one that it replaces', () => {
    const { draft } = tell([login(bob, 1), report(bob, 't', 2), report(bob, 'u', 3)]);
    expect(draft.changes.at(-1)).toMatchObject({
      ...{ change: 'bound', token: 'u', replaces: draft.changes[0]!.tokenHash },
    });
  });

  it('leaves no trace when it is refused at once', () => {
    expect(savingOf(tell([now(report(bob, 't', 2))]).draft).reports).toEqual([]);
  });
});
