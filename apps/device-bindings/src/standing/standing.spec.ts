// The corners of the rules: sessions that come back, facts of one instant, two sessions of one device.
import { bob, bobAgain, bobsTablet, carol, end, login, report, tell } from '../../fixtures/examples';
import type { SessionKey } from '../facts/facts';
import type { Fact } from '../facts/fact';
import { standingOf } from './standing';

const outcome = (facts: readonly Fact[], key: SessionKey): string => {
  const standing = standingOf(tell(facts).known, key);
  return standing.state === 'ended' ? standing.cause : standing.state;
};

describe('how a binding stands', () => {
  it.each<[string, Fact[], SessionKey, string]>([
    [
      'P16, FF 1.9: an end is final, also against a login under the same id',
      [login(bob, 1), report(bob, 't', 2), end(bob, 3), login(bob, 4)],
      bob,
      'logged-out',
    ],
    [
      'and against a report',
      [login(bob, 1), report(bob, 't', 2), end(bob, 3), login(bob, 4), report(bob, 't', 5)],
      bob,
      'logged-out',
    ],
    [
      'P16, FF 1.9: an end whose time is older than its login is final, too',
      [login(bob, 20_000), report(bob, 't', 20_100), end(bob, 1)],
      bob,
      'logged-out',
    ],
    [
      'an end that came before its login is final',
      [end(bob, 3), login(bob, 3), report(bob, 't', 4)],
      bob,
      'logged-out',
    ],
    [
      'of two ends of the same instant, the harder one counts',
      [login(bob, 1), report(bob, 't', 2), end(bob, 3, 'kicked'), end(bob, 3, 'logged-out')],
      bob,
      'kicked',
    ],
    [
      'in whatever order they come',
      [login(bob, 1), report(bob, 't', 2), end(bob, 3, 'logged-out'), end(bob, 3, 'kicked')],
      bob,
      'kicked',
    ],
    [
      'an older session of the device is not bound by a report after the newer one reported',
      [login(bob, 1), login(bobAgain, 3), report(bobAgain, 't', 4), report(bob, 'u', 5)],
      bob,
      'superseded',
    ],
    [
      'unless the newer one had ended by then',
      [login(bob, 1), login(bobAgain, 3), report(bobAgain, 't', 4), end(bobAgain, 5), report(bob, 'u', 6)],
      bob,
      'bound',
    ],
    [
      'a session of another device supersedes nobody',
      [login(bob, 1), report(bob, 't', 2), login(bobsTablet, 3), report(bobsTablet, 'u', 4)],
      bob,
      'bound',
    ],
    [
      'a token that moved comes back with a later report',
      [
        ...[login(bob, 1), report(bob, 't', 2), login(carol, 3), report(carol, 't', 4)],
        ...[end(carol, 5), report(bob, 't', 6)],
      ],
      bob,
      'bound',
    ],
    [
      'a claim made before the logout holds, even if it comes after it',
      [login(bob, 1), report(bob, 't', 2), login(carol, 3), end(carol, 5), report(carol, 't', 4)],
      bob,
      'moved',
    ],
  ])('%s', (_name, facts, key, expected) => {
    expect(outcome(facts, key)).toBe(expected);
  });
});
