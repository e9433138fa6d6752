// Each rule of the gate as a table: what stops, what goes on, and which reason wins.
import { codesOf, GATE_REASONS, type MessageSent } from '@offline-push/contracts';
import { gate } from '../gate';
import {
  connectedPhone,
  DAY_MS,
  HOUR_MS,
  killedPhone,
  messageToBob,
  NOW_MS,
  POLICY,
  SECOND_MS,
} from '../examples';
import type { Policy } from '../policy';
import type { Session } from '../session';
import { DEVICE_RULES, MESSAGE_RULES, RECIPIENT_RULES } from './order';

interface Case {
  message?: Partial<MessageSent>;
  sentAtMs?: number;
  devices?: Session[];
  policy?: Partial<Policy>;
}

/** The reason for bob's phone; undefined: it is pushed. */
function reasonOf({
  message,
  sentAtMs = NOW_MS,
  devices = [killedPhone()],
  policy,
}: Case): string | undefined {
  const sessions = { of: () => devices };
  const [pushed] = gate(messageToBob(message), sentAtMs, sessions, { ...POLICY, ...policy }, NOW_MS);
  return pushed!.stopped.find(({ device }) => device === undefined || device === 'bobs-phone')?.reason;
}

const webSession = (about: Partial<Session> = {}) =>
  connectedPhone({ device: 'bobs-browser', platform: 'web', ...about });

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
  ['expired', 'the lifetime of a day is over', { sentAtMs: NOW_MS - DAY_MS }],
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
    { devices: [connectedPhone({ phase: 'background' })], policy: { pushInBackground: false } },
  ],
  [
    'online',
    'silence does not count',
    { devices: [connectedPhone({ linkAtMs: NOW_MS - DAY_MS })], policy: { silenceMs: 0 } },
  ],
  [
    'online',
    'its heartbeats stopped, but it reported foreground 400 s ago',
    {
      devices: [connectedPhone({ linkAtMs: NOW_MS - HOUR_MS, phaseAtMs: NOW_MS - 400 * SECOND_MS })],
    },
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
  ['the message lives for one more millisecond', { sentAtMs: NOW_MS - DAY_MS + 1 }],
  ['its platform is not known', { devices: [killedPhone({ platform: null })] }],
  ...(['ios', 'ipados', 'harmonyos'] as const).map((platform): [string, Case] => [
    `it runs on ${platform}`,
    { devices: [killedPhone({ platform })] },
  ]),
  ['it was seen 7 days ago', { devices: [killedPhone({ seenAtMs: NOW_MS - 7 * DAY_MS })] }],
  ['it reported background', { devices: [connectedPhone({ phase: 'background' })] }],
  ['it reported foreground and was killed then', { devices: [killedPhone({ phase: 'foreground' })] }],
  [
    'its link was silent for more than 400 s',
    { devices: [connectedPhone({ linkAtMs: NOW_MS - 400 * SECOND_MS - 1 })] },
  ],
  ['a browser of bob is online, and the policy allows both', { devices: [killedPhone(), webSession()] }],
  [
    "bob's browser is silent",
    {
      devices: [killedPhone(), webSession({ linkAtMs: NOW_MS - HOUR_MS })],
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
    ['expired', { sentAtMs: 0, message: { sender: 'bob' } }],
    ['kicked', { devices: [connectedPhone({ login: 'kicked', platform: 'web', seenAtMs: 0 })] }],
    ['not-pushable', { devices: [connectedPhone({ platform: 'web' })] }],
    ['online', { devices: [connectedPhone(), webSession()], policy: { muteWhileDesktopOnline: true } }],
  ])('%s wins', (reason, about) => expect(reasonOf(about)).toBe(reason));
});

describe('the list of rules', () => {
  it('has each reason of the contract once', () => {
    const reasons = [...MESSAGE_RULES, ...RECIPIENT_RULES, ...DEVICE_RULES].map(({ reason }) => reason);
    expect([...reasons].sort()).toEqual(codesOf(GATE_REASONS).sort());
  });

  it('has a case in this table for each reason', () => {
    expect(new Set(STOPS.map(([reason]) => reason))).toEqual(new Set(codesOf(GATE_REASONS)));
  });
});
