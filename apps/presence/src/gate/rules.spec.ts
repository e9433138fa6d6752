// Each rule of the gate as a table: what stops, what goes on, and which reason wins.
import { codesOf, GATE_REASONS, type MessageSent } from '@offline-push/contracts';
import { gate } from './gate';
import {
  aLink,
  connectedPhone,
  DAY_MS,
  HOUR_MS,
  killedPhone,
  messageToBob,
  NOW_MS,
  POLICY,
  SECOND_MS,
} from '../../fixtures/examples';
import type { Link } from '../sessions/link';
import type { Policy } from '../policy';
import type { Session } from '../sessions/session';
import { DEVICE_RULES, MESSAGE_RULES, RECIPIENT_RULES } from './rules';

interface Case {
  message?: Partial<MessageSent>;
  sentAtMs?: number;
  recordAtMs?: number;
  startedAtMs?: number;
  devices?: Session[];
  policy?: Partial<Policy>;
}

/** The reason for bob's phone; undefined: it is pushed. */
function reasonOf({
  message,
  sentAtMs = NOW_MS,
  recordAtMs,
  startedAtMs = 0,
  devices = [killedPhone()],
  policy,
}: Case): string | undefined {
  const sent = { sentAtMs, recordAtMs: recordAtMs ?? sentAtMs };
  const by = { policy: { ...POLICY, ...policy }, nowMs: NOW_MS, startedAtMs };
  const gated = gate(messageToBob(message), sent, { of: () => devices }, by);
  return gated.stopped.find(({ device }) => device === undefined || device === 'bobs-phone')?.reason;
}

const webSession = (about: Partial<Session> = {}) =>
  connectedPhone({ device: 'bobs-browser', platform: 'web', ...about });

const inBack = [{ phase: 'background' as const, atMs: NOW_MS - 60 * SECOND_MS }];
const inBackground = connectedPhone({}, { phases: inBack });
const lostLink = aLink({ link: 'l-1', aliveAtMs: NOW_MS - 50_000, downsAtMs: [NOW_MS] });
const newLink = aLink({ link: 'l-2', aliveAtMs: NOW_MS - 40_000 });
/** Connected since two hours ago, heard of half a minute ago. */
const wasHere = (link: Partial<Link>) =>
  killedPhone({ links: [aLink({ aliveAtMs: NOW_MS - 30_000, firstAtMs: NOW_MS - 2 * HOUR_MS, ...link })] });

const longGone = killedPhone({
  links: [aLink({ aliveAtMs: NOW_MS - 3 * DAY_MS, downsAtMs: [NOW_MS - 2 * DAY_MS] })],
});

const STOPS: [string, string, Case][] = [
  ['push-disabled', 'the sender switched push off', { message: { push: { text: 'hi', enabled: false } } }],
  ['online-only', 'the message has no lifetime', { message: { lifetimeSeconds: 0 } }],
  [
    'no-description',
    'a custom message has no push content',
    { message: { kind: 'custom', push: undefined as never } },
  ],
  [
    'no-description',
    'a custom message has no text',
    { message: { kind: 'custom', push: { title: 'Alice' } } },
  ],
  [
    'no-description',
    "a custom message's text is blank",
    { message: { kind: 'custom', push: { text: ' ' } } },
  ],
  ['no-description', 'it says Custom', { message: { kind: 'Custom', push: { title: 'Alice' } } }],
  ['expired', 'the lifetime of a day is over', { sentAtMs: NOW_MS - DAY_MS }],
  ['too-old', 'it was sent more than six hours ago', { sentAtMs: NOW_MS - 6 * HOUR_MS - 1 }],
  [
    'before-start',
    'it was sent more than ten minutes before the first start',
    { startedAtMs: NOW_MS + 10 * 60 * SECOND_MS + 1 },
  ],
  [
    'expired',
    'its own lifetime is over',
    { message: { lifetimeSeconds: 60 }, sentAtMs: NOW_MS - 60 * SECOND_MS },
  ],
  ['own-message', 'bob sent it himself', { message: { sender: 'bob' } }],
  ['own-message', 'an unknown user sent it to himself', { message: { sender: 'bob' }, devices: [] }],
  ['unknown-user', 'bob was never seen', { devices: [] }],
  [
    'never-logged-in',
    'the device only connected',
    { devices: [killedPhone({ login: 'none', loggedInAtMs: 0 })] },
  ],
  ['logged-out', 'bob logged out', { devices: [killedPhone({ login: 'logged-out' })] }],
  ['logged-out', 'bob logged out while connected', { devices: [connectedPhone({ login: 'logged-out' })] }],
  ['kicked', 'another login took the device out', { devices: [killedPhone({ login: 'kicked' })] }],
  ['invalidated', 'an administrator ended the login', { devices: [killedPhone({ login: 'invalidated' })] }],
  ...(['windows', 'macos', 'linux', 'web', 'mini-program'] as const).map(
    (platform): [string, string, Case] => [
      'not-pushable',
      `it runs on ${platform}`,
      { devices: [killedPhone({ platform })] },
    ],
  ),
  [
    'out-of-reach',
    'it was not seen for over 7 days',
    { devices: [killedPhone({ seenAtMs: NOW_MS - 7 * DAY_MS - 1 })] },
  ],
  ['online', 'it is connected', { devices: [connectedPhone()] }],
  [
    'online',
    'it is in background and the policy does not push then',
    { devices: [inBackground], policy: { pushInBackground: false } },
  ],
  [
    'online',
    'silence does not count',
    { devices: [connectedPhone({}, { aliveAtMs: NOW_MS - DAY_MS })], policy: { silenceMs: 0 } },
  ],
  ['online', 'one of its two links is up', { devices: [killedPhone({ links: [lostLink, newLink] })] }],
  [
    'online',
    'its new link did not say yet whether the app is in background, as it was before (behaviour 3.19)',
    {
      devices: [
        killedPhone({ links: [{ ...newLink, link: 'l-0', downsAtMs: [1], phases: inBack }, newLink] }),
      ],
    },
  ],
  [
    'seen-since',
    'it connected after the message was sent and is gone again (behaviour 3.2)',
    {
      devices: [wasHere({ aliveAtMs: NOW_MS - 10_000, downsAtMs: [NOW_MS - 5_000] })],
      sentAtMs: NOW_MS - 20_000,
    },
  ],
  [
    'seen-since',
    'it was connected when the message was sent and broke after that',
    { devices: [wasHere({ downsAtMs: [NOW_MS - 15_000] })], sentAtMs: NOW_MS - 20_000 },
  ],
  [
    'seen-since',
    'the app went to background after the message was sent',
    { devices: [connectedPhone({}, { phases: inBack })], sentAtMs: NOW_MS - 90_000 },
  ],
  [
    'desktop-online',
    'a browser of bob is online and the policy mutes phones then',
    { devices: [killedPhone(), webSession()], policy: { muteWhileDesktopOnline: true } },
  ],
];

const GOES_ON: [string, Case][] = [
  ['it was killed', {}],
  ['a custom message has a text', { message: { kind: 'custom', push: { text: 'Bob bought a boat' } } }],
  [
    'the message lives for one more millisecond',
    { sentAtMs: NOW_MS - DAY_MS + 1, devices: [longGone], policy: { freshMs: DAY_MS } },
  ],
  ['it was sent six hours ago', { sentAtMs: NOW_MS - 6 * HOUR_MS, devices: [longGone] }],
  ['its platform is not known', { devices: [killedPhone({ platform: null })] }],
  ...(['ios', 'ipados', 'harmonyos'] as const).map((platform): [string, Case] => [
    `it runs on ${platform}`,
    { devices: [killedPhone({ platform })] },
  ]),
  [
    'seam 3.1: it is a browser, and the policy pushes browsers',
    { devices: [killedPhone({ platform: 'web' })], policy: { platforms: ['web'] } },
  ],
  ['it was seen 7 days ago', { devices: [killedPhone({ seenAtMs: NOW_MS - 7 * DAY_MS })] }],
  ['it reported background', { devices: [inBackground] }],
  [
    'it was connected when the message was sent, but in background',
    { devices: [wasHere({ phases: inBack, downsAtMs: [NOW_MS - 15_000] })], sentAtMs: NOW_MS - 20_000 },
  ],
  [
    'its link broke right before the message, in the same millisecond',
    { devices: [wasHere({ downsAtMs: [NOW_MS - 20_000 + 0.5] })], sentAtMs: NOW_MS - 20_000 },
  ],
  [
    'it broke before the message, and the gateway says so again and again',
    {
      devices: [wasHere({ downsAtMs: [NOW_MS - 15_000, NOW_MS - 25_000] })],
      sentAtMs: NOW_MS - 20_000,
    },
  ],
  [
    'its gateway says so too often to know when it broke',
    {
      devices: [wasHere({ downsAtMs: [3, 2, 1].map((i) => NOW_MS - 20_000 + i) })],
      sentAtMs: NOW_MS - 20_000,
    },
  ],
  ['it gave no acknowledgement', { devices: [connectedPhone()], message: { evenIfOnline: true } }],
  ['bob gave no acknowledgement', { devices: [connectedPhone()], message: { evenIfOnline: ['bob'] } }],
  [
    'a desktop is online, and bob gave no acknowledgement',
    {
      devices: [killedPhone(), webSession()],
      policy: { muteWhileDesktopOnline: true },
      message: { evenIfOnline: true },
    },
  ],
  ['it was sent within ten minutes before the first start', { startedAtMs: NOW_MS + 10 * 60 * SECOND_MS }],
  [
    'its link was silent for more than 400 s',
    { devices: [connectedPhone({}, { aliveAtMs: NOW_MS - 400 * SECOND_MS - 1 })] },
  ],
  ['a browser of bob is online, and the policy allows both', { devices: [killedPhone(), webSession()] }],
  [
    "bob's browser is silent",
    {
      devices: [killedPhone(), webSession({ links: [aLink()] })],
      policy: { muteWhileDesktopOnline: true },
    },
  ],
  [
    "bob's browser is connected but logged out",
    {
      devices: [killedPhone(), webSession({ login: 'logged-out' })],
      policy: { muteWhileDesktopOnline: true },
    },
  ],
  [
    "bob's other phone is online",
    {
      devices: [killedPhone(), connectedPhone({ device: 'bobs-other-phone' })],
      policy: { muteWhileDesktopOnline: true },
    },
  ],
];

describe('the gate stops a push', () => {
  it.each(STOPS)('as %s when %s', (reason, _, about) => expect(reasonOf(about)).toBe(reason));
});

describe('the gate lets a push to a phone through when', () => {
  it.each(GOES_ON)('%s', (_, about) => expect(reasonOf(about)).toBeUndefined());
});

describe('of several reasons', () => {
  it.each<[string, Case]>([
    ['push-disabled', { message: { push: { enabled: false }, lifetimeSeconds: 0, sender: 'bob' } }],
    ['online-only', { message: { lifetimeSeconds: 0, kind: 'custom', push: {} }, devices: [] }],
    ['expired', { sentAtMs: 1, startedAtMs: NOW_MS, message: { sender: 'bob' } }],
    ['kicked', { devices: [connectedPhone({ login: 'kicked', platform: 'web', seenAtMs: 0 })] }],
    ['not-pushable', { devices: [connectedPhone({ platform: 'web' })] }],
    ['too-old', { sentAtMs: NOW_MS - DAY_MS / 2, startedAtMs: NOW_MS }],
    ['online', { devices: [connectedPhone(), webSession()], policy: { muteWhileDesktopOnline: true } }],
  ])('%s wins', (reason, about) => expect(reasonOf(about)).toBe(reason));
});

/** A bad recipient is told at the door, not judged. */
const JUDGED = codesOf(GATE_REASONS)
  .filter((reason) => reason !== 'bad-recipient')
  .sort();

describe('the list of rules', () => {
  it('has each reason of the contract once', () => {
    const reasons = [...MESSAGE_RULES, ...RECIPIENT_RULES, ...DEVICE_RULES].map(({ reason }) => reason);
    expect([...reasons].sort()).toEqual(JUDGED);
  });

  it('has a case in this table for each reason', () => {
    expect(new Set(STOPS.map(([reason]) => reason))).toEqual(new Set(JUDGED));
  });
});
