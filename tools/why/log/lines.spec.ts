// What `npm run why` prints of delivery-log's answer.
import { questionOf } from '../question';
import { linesOf } from './lines';
import type { Check, DeviceStory, Step, StoryTold, Told } from './told';

const SENT = 1_790_000_000_000;
const NOW = SENT + 60_000;

const step = (more: Partial<Step>): Step => ({
  ...{ stage: 'sent', witness: 'us', atMs: SENT, result: 'published', means: 'It was published.' },
  ...more,
});
const device = (more: Partial<DeviceStory>): DeviceStory => ({
  ...{ user: 'bob', device: 'bobs-phone', box: 'open', reason: '', means: 'It waits for its lane.' },
  ...{ who: 'platform', toDo: 'Look at the lane.', steps: [step({})] },
  ...more,
});
const story = (...devices: DeviceStory[]): StoryTold => ({
  ...{ app: 'demo', messageId: 'm-1', sentAtMs: SENT, expiresAtMs: SENT + 86_400_000 },
  devices,
});
const check = (more: Partial<Check>): Check => ({
  ...{ number: 12, check: 'credential', asks: 'Does the vendor take it?', result: 'fail' },
  ...{ evidence: 'refused since then: 21301 auth failed', who: 'operator', toDo: 'Correct the credential.' },
  ...more,
});

const of = (told: Partial<Told>, args = '--message m-1') =>
  linesOf({ messages: [], phones: [], ...told }, questionOf(args.split(' ')), NOW).join('\n');

const addressed = step({ stage: 'addressing', result: 'onward', vendor: 'xiaomi', certificateId: 9 });

it('a target that waits says for what, and who ends it', () => {
  const one = device({ steps: [step({}), addressed, step({ stage: 'attempt', nextAtMs: NOW + 5_000 })] });
  const diagnosed = [{ user: 'bob', device: 'bobs-phone', first: check({}), checks: [] }];
  expect(of({ messages: [{ story: story(one), diagnosed, isMore: false }] })).toMatch(
    /bob, bobs-phone: still waits until .* UTC in the lane of certificate 9 \(xiaomi\): It waits for its lane\. It is tried again at .*\n +Check 12 of 28 failed: Does the vendor take it\? refused since then: 21301 auth failed\. → For the certificates' operator: Correct the credential\./,
  );
});

it('without a check that failed, the story says who must act', () =>
  expect(
    of({ messages: [{ story: story(device({ steps: [addressed] })), diagnosed: [], isMore: false }] }),
  ).toMatch(/It waits for its lane\. → For .*: Look at the lane\./));

it('a reason is said as from the topics, and nothing is claimed of topics that were not read', () => {
  const stopped = device({ user: 'mallory', box: 'stopped-at-gate', reason: 'unknown-user' });
  delete stopped.device;
  const text = of({ messages: [{ story: story(stopped), diagnosed: [], isMore: false }] });
  expect(text).toMatch(/mallory: did not ring: unknown-user\./);
  expect(text).not.toMatch(/No certificate of this app|No session of app/);
});

it('of a group the steps are left out, and it says how to get them', () => {
  const many = Array.from({ length: 21 }, (_, i) => device({ device: `d-${i}` }));
  const text = of({ messages: [{ story: story(...many), diagnosed: [], isMore: false }] });
  expect(text).not.toContain('published');
  expect(text).toMatch(/Name one with --user or --device/);
});

it('who is not in the message is not among its recipients', () =>
  expect(
    of({ messages: [{ story: story(), diagnosed: [], isMore: false }] }, '--message m-1 --user eve'),
  ).toMatch(/nothing of eve: not among its recipients/));

it('a phone as it stands now', () => {
  const bound = check({ check: 'binding', result: 'pass', evidence: 'Bound under certificate 9.' });
  expect(of({ phones: [{ user: 'bob', device: 'bobs-phone', checks: [bound] }] }, '--user bob')).toBe(
    'bob, bobs-phone: nothing is known that would stop a push now. Bound under certificate 9.',
  );
  expect(
    of({ phones: [{ user: 'bob', device: 'bobs-phone', first: check({}), checks: [] }] }, '--user bob'),
  ).toMatch(/would not ring now\.\n +Check 12 of 28 failed/);
});
