// Facts about a session, in any order and any number: always the same session. An end is final, and a link ends for itself.
import { orderTime, recordTime } from '@offline-push/bus';
import type { SessionChanged } from '@offline-push/contracts';
import { killedPhone, NOW_MS, POLICY } from '../../fixtures/examples';
import { compact, currentSessions, isRefused, merge, type Session } from './session';
import { claimedTime, sessionFact } from './session-fact';
import { isReached, linkState, phaseOf } from './status';

const phone = { app: 'demo', user: 'bob', device: 'bobs-phone', session: 's-1' };
type Said = [change: SessionChanged['change'], afterMs: number, about?: Partial<SessionChanged>];

/** Records that long after a minute ago. */
const factOf = ([change, afterMs, about]: Said): Session =>
  sessionFact(
    { ...phone, change, ...about },
    { timestampMs: NOW_MS - 60_000 + afterMs, offset: '0' },
    NOW_MS,
  );
const after = (...said: Said[]): Session => compact(said.map(factOf))[0]!;
const stateAfter = (...said: Said[]): string => {
  const session = after(...said);
  return `${session.login} ${linkState(session)} ${phaseOf(session)}`;
};

describe('facts about a session', () => {
  it.each<[string, string, Said[]]>([
    ['a login brings the link up and the app to the front', 'in up foreground', [['logged-in', 5]]],
    [
      'a kill takes the link down and leaves the login',
      'in down foreground',
      [
        ['logged-in', 5],
        ['disconnected', 9],
      ],
    ],
    [
      'a logout leaves the link as it is',
      'logged-out up foreground',
      [
        ['logged-in', 5],
        ['logged-out', 9],
      ],
    ],
    [
      'a link lost at the instant it came up is down',
      'none down unknown',
      [
        ['disconnected', 5],
        ['connected', 5],
      ],
    ],
    [
      'an old disconnect does not undo a reconnect',
      'none up unknown',
      [
        ['connected', 9],
        ['disconnected', 5],
      ],
    ],
    ['a connection without a login is no login', 'none up unknown', [['connected', 5]]],
  ])('%s', (_, expected, said) => expect(stateAfter(...said)).toBe(expected));

  it('of different sessions stay apart and come sorted', () => {
    const facts = ['s-2', 's-1', 's-2'].map((session) => killedPhone({ session }));
    expect(compact(facts).map(({ session }) => session)).toEqual(['s-1', 's-2']);
  });

  it('keep the platform when a later fact does not name it', () => {
    const [login, heartbeat] = [factOf(['logged-in', 1, { platform: 'ios' }]), factOf(['connected', 2])];
    expect(merge(heartbeat, login).platform).toBe('ios');
  });

  it('tell by the older clock when the device was seen', () => {
    const heard = after(['connected', 0, { atMs: NOW_MS - 3_600_000 }]);
    expect(heard.seenAtMs).toBe(NOW_MS - 3_600_000);
    expect(after(['connected', 0, { atMs: NOW_MS + 3_600_000 }]).seenAtMs).toBe(NOW_MS - 60_000);
  });
});

describe('P16, FF 1.9: the end of a session is final', () => {
  const T = NOW_MS - 60_000;

  it('whose time is older than that of its login', () => {
    const said: Said[] = [
      ['logged-in', 0, { atMs: T }],
      ['disconnected', 1, { atMs: T + 1 }],
      ['logged-out', 2, { atMs: T - 1_000 }],
    ];
    expect(stateAfter(...said)).toBe('logged-out down foreground');
  });

  it('whose gateway is an hour behind', () => {
    const said: Said[] = [
      ['logged-in', 0, { atMs: T + 20_000 }],
      ['kicked', 5, { atMs: T - 3_600_000 }],
    ];
    expect(after(...said).login).toBe('kicked');
  });

  it.each(['logged-in', 'connected', 'foreground', 'background'] as const)(
    'a later %s does not revive it, and counts as refused',
    (change) => {
      const session = after(['logged-in', 1], ['logged-out', 5], [change, 9]);
      expect(session.login).toBe('logged-out');
      expect(isRefused(session)).toBe(true);
    },
  );

  it('an earlier fact that is read later is not refused', () => {
    expect(isRefused(after(['logged-out', 5], ['logged-in', 1], ['connected', 4]))).toBe(false);
    expect(isRefused(after(['logged-out', 5], ['disconnected', 9]))).toBe(false);
  });

  it('of several ends the first gives the reason', () => {
    expect(after(['logged-out', 9], ['kicked', 5]).login).toBe('kicked');
    expect(after(['logged-out', 5], ['kicked', 5]).login).toBe('kicked');
  });
});

describe('behaviour 3.1: a link', () => {
  const onA = { link: 'l-a', gateway: 'A' };
  const onB = { link: 'l-b', gateway: 'B' };

  it.each<[string, string, Said[]]>([
    [
      'that is lost late does not silence the newer one',
      'up',
      [
        ['connected', 1, onA],
        ['connected', 2, onB],
        ['disconnected', 3, onA],
      ],
    ],
    [
      'that is lost late does not silence the newer one when only the gateways have names',
      'up',
      [
        ['connected', 1, { gateway: 'A' }],
        ['connected', 2, { gateway: 'B' }],
        ['disconnected', 3, { gateway: 'A' }],
      ],
    ],
    [
      'is lost with its own end, and the device with the last one',
      'down',
      [
        ['connected', 1, onA],
        ['connected', 2, onB],
        ['disconnected', 3, onA],
        ['disconnected', 4, onB],
      ],
    ],
    [
      'with a name ends for good, whatever comes over it later',
      'down',
      [
        ['connected', 1, onA],
        ['disconnected', 3, onA],
        ['connected', 5, onA],
      ],
    ],
    [
      'without a name comes back',
      'up',
      [
        ['connected', 1],
        ['disconnected', 3],
        ['connected', 5],
      ],
    ],
    [
      'of the same id on another gateway is another link',
      'up',
      [
        ['connected', 1, { link: '1', gateway: 'A' }],
        ['connected', 2, { link: '1', gateway: 'B' }],
        ['disconnected', 3, { link: '1', gateway: 'A' }],
      ],
    ],
    [
      'ends when a gateway that does not name itself names the link',
      'down',
      [
        ['connected', 1, onA],
        ['disconnected', 3, { link: 'l-a' }],
      ],
    ],
    [
      'with a name ends by an end without one, if it was not heard of since',
      'down',
      [
        ['connected', 1, onA],
        ['disconnected', 3],
      ],
    ],
    [
      'with a name outlives an end without one, if it was heard of since',
      'up',
      [
        ['connected', 1, onA],
        ['disconnected', 3],
        ['connected', 4, onA],
      ],
    ],
    [
      'without a name ends by an end with one: rather a ring than a loss',
      'down',
      [
        ['logged-in', 1],
        ['disconnected', 3, onA],
      ],
    ],
    [
      'without a name, of the login, does not keep a device up whose named link ended',
      'down',
      [
        ['logged-in', 1],
        ['connected', 2, onA],
        ['disconnected', 3, onA],
      ],
    ],
  ])('%s', (_, expected, said) => {
    expect(linkState(after(...said))).toBe(expected);
    expect(linkState(after(...said.reverse()))).toBe(expected);
  });

  it('is one of the newest eight', () => {
    const said = Array.from({ length: 20 }, (_, i): Said => ['connected', i, { link: `l-${i}` }]);
    expect(after(...said).links.map(({ link }) => link)).toEqual(
      [12, 13, 14, 15, 16, 17, 18, 19].map((i) => `l-${i}`),
    );
  });
});

describe('behaviour 3.19: the phase belongs to the link', () => {
  it.each<[string, string, Said[]]>([
    ['of a login it is foreground', 'in up foreground', [['logged-in', 1]]],
    [
      'a heartbeat keeps it',
      'none up background',
      [
        ['background', 1],
        ['connected', 2],
      ],
    ],
    [
      'a reconnect begins with unknown',
      'none up unknown',
      [
        ['background', 1],
        ['disconnected', 2],
        ['connected', 3],
      ],
    ],
    [
      'another link begins with unknown',
      'none up unknown',
      [
        ['background', 1, { link: 'l-1' }],
        ['connected', 3, { link: 'l-2' }],
      ],
    ],
    [
      'a phase without a link counts for the links that were there',
      'none up background',
      [
        ['connected', 1, { link: 'l-1' }],
        ['background', 2],
        ['connected', 3, { link: 'l-1' }],
      ],
    ],
    [
      'and not for a later one',
      'none up unknown',
      [
        ['connected', 1, { link: 'l-1' }],
        ['background', 2],
        ['connected', 3, { link: 'l-2' }],
      ],
    ],
  ])('%s', (_, expected, said) => expect(stateAfter(...said)).toBe(expected));

  it('and with an unknown phase the app is in the hand', () => {
    const reopened = after(['logged-in', 0], ['background', 1], ['disconnected', 2], ['connected', 3]);
    expect(isReached(reopened, POLICY, NOW_MS)).toBe(true);
    expect(isReached(after(['logged-in', 0], ['background', 1]), POLICY, NOW_MS)).toBe(false);
  });
});

describe('more links than a session keeps', () => {
  const flapping = Array.from({ length: 9 }, (_, i): Said => ['connected', i, { link: `l-${i}` }]);
  const late = flapping.slice(0, 8).map(([, at, about]): Said => ['disconnected', 20 + at, about ?? {}]);

  it('the one that is up stays when the gateway tells late that the others broke', () => {
    expect(stateAfter(['logged-in', 0, { link: 'l-0' }], ...flapping, ...late)).toBe('in up unknown');
    const slices = [...flapping, ...late].map((said) => factOf(said));
    expect(linkState(slices.reduce((known, fact) => compact([known, fact])[0]!))).toBe('up');
  });

  it('one that broke does not come back when others are forgotten', () => {
    const more = Array.from({ length: 12 }, (_, i): Said[] => [
      ['connected', 30 + 2 * i, { link: `m-${i}` }],
      ['disconnected', 31 + 2 * i, { link: `m-${i}` }],
    ]).flat();
    const slices = [...flapping, ...late, ['disconnected', 29, {}] as Said, ...more].map((said) =>
      factOf(said),
    );
    expect(linkState(slices.reduce((known, fact) => compact([known, fact])[0]!))).toBe('down');
  });
});

describe('the time of a fact', () => {
  const far = NOW_MS + 60_001;
  it.each([
    ['is that of its record', 9, 9],
    ['may run a minute ahead', NOW_MS + 60_000, NOW_MS + 60_000],
    ['is now when the record comes from the future', far, NOW_MS],
    ['is now when the record has no time stamp', -1, NOW_MS],
    ['is now when the time stamp is 0', 0, NOW_MS],
  ])('%s', (_, recordAtMs, expected) => expect(recordTime(recordAtMs, NOW_MS)).toBe(expected));

  it.each([
    ['two batches of one record', ['1998', '1999'], NOW_MS, undefined],
    ['that passes a thousand', ['999', '1000'], NOW_MS, '0'],
    ['that passes what a ms can tell apart', ['4095', '4096', '8191', '8192'], NOW_MS, '4000'],
    ['of a time to come', ['4095', '4096'], far, '4000'],
  ])(
    'keeps the order of a batch, which a broker stamps alike: %s',
    (_, offsets, timestampMs, batchOffset) => {
      const times = offsets.map((offset) =>
        orderTime({ timestampMs, offset, batchOffset: batchOffset ?? offset }, NOW_MS),
      );
      expect([...new Set(times)].sort((a, b) => a - b)).toEqual(times);
    },
  );

  it.each([
    ['makes a fact older', NOW_MS - 5, NOW_MS - 5],
    ['makes no fact newer', NOW_MS + 5, NOW_MS],
    ['is not believed when it is one in seconds (FF 1.16)', 1_795_500_000, NOW_MS],
    ['is not believed when it is 0 (FF 1.16)', 0, NOW_MS],
  ])('what a producer says of it %s', (_, saidAtMs, expected) =>
    expect(claimedTime(saidAtMs, NOW_MS)).toBe(expected),
  );
});

describe('the current session of a device', () => {
  const currentOf = (...sessions: Session[]) => currentSessions(sessions).map(({ session }) => session);
  const first = killedPhone({ session: 's-1', loggedInAtMs: 10 });
  const second = killedPhone({ session: 's-2', loggedInAtMs: 20 });

  it('is the one that logged in last', () => expect(currentOf(first, second)).toEqual(['s-2']));

  it('stays the newer one when the older one repeats its login', () => {
    const again = merge(first, killedPhone({ session: 's-1', loggedInAtMs: 30, seenAtMs: NOW_MS }));
    expect(currentOf(again, second)).toEqual(['s-2']);
  });

  it('stays the newer one when the older one is kicked afterwards', () => {
    expect(currentOf({ ...first, login: 'kicked', endedAtMs: 30, seenAtMs: NOW_MS }, second)).toEqual([
      's-2',
    ]);
  });

  it('stays the newer one when that one ended: the older login does not come back', () => {
    expect(currentOf(first, { ...second, login: 'logged-out', endedAtMs: 30 })).toEqual(['s-2']);
  });

  it('is the one seen last when both logged in at once, and then the greater id', () => {
    expect(currentOf({ ...first, loggedInAtMs: 20, seenAtMs: NOW_MS }, second)).toEqual(['s-1']);
    expect(currentOf({ ...first, loggedInAtMs: 20 }, second)).toEqual(['s-2']);
  });

  it('is judged for each device apart', () => {
    expect(currentOf(first, { ...second, device: 'bobs-tablet' })).toEqual(['s-1', 's-2']);
  });
});
