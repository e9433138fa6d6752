// The messages of a day: mostly 1:1, a fifth of all pushes in groups of 200 to 1,000. Pure: a day → the same messages each time.
/* eslint-disable @nx/enforce-module-boundaries -- the stories are those of delivery-log: their shape and their keys are its own */
import { pushIdOf, targetIdOf } from '@offline-push/contracts';
import { deviceIn, personIn, type Story } from '../../../apps/delivery-log/src/story/story';
import { Drafts, type Draft } from '../../../apps/delivery-log/src/topics/drafts';
import { type Dice, diceOf } from './dice';
import { befall } from './fates';
import { appOf, numberOf, type Phone, type User, userOf } from './people';

export interface Message {
  app: string;
  messageId: string;
  recipients: User[];
  drafts: Draft[];
}

const DAY_MS = 86_400_000;
const LIFETIME_MS = 86_400_000;
/** Of messages. With the sizes below that is a fifth of all pushes. */
const GROUPS = 1 / 2_400;
const [LEAST, MOST] = [200, 1_000];
/** A vendor takes so many tokens in one call. */
const TOKENS_A_CALL = 100;

export function* messagesOf(day: number, pushes: number, users: number): Iterable<Message> {
  const dice = diceOf(day);
  let left = pushes;
  for (let n = 0; left > 0; n++) {
    const size = dice.next() < GROUPS ? LEAST + dice.below(MOST - LEAST + 1) : 1;
    const message = messageOf(day, n, Math.min(size, left), users, dice);
    left -= message.recipients.length;
    yield message;
  }
}

function messageOf(day: number, n: number, size: number, users: number, dice: Dice): Message {
  const app = appOf(dice);
  const first = numberOf(dice, users);
  // A group is neighbours: each of them once.
  const recipients = Array.from({ length: Math.min(size, users) }, (_, i) =>
    userOf(app, (first + i) % users),
  );
  const messageId = `message-${day}-${n}`;
  const head = headOf(day, n, size, dice);
  const drafts = new Drafts();
  let vendorMessageId = '';
  for (const [i, { app: appId, user, phones }] of recipients.entries()) {
    if (i % TOKENS_A_CALL === 0) vendorMessageId = `scm-${day}-${n}-${i}`;
    const story = drafts.storyOf(appId, messageId, user, head.sentAtMs);
    Object.assign(story, head);
    if (dice.next() < 0.005) personIn(story, user).stop = { reason: 'unknown-user', atMs: head.sentAtMs + 5 };
    else for (const phone of phones) tell(story, { user, phone, size, vendorMessageId, dice });
  }
  return { app: recipients[0]?.app ?? '', messageId, recipients, drafts: drafts.list() };
}

function headOf(day: number, n: number, size: number, dice: Dice) {
  const sentAtMs = day * DAY_MS + dice.below(DAY_MS);
  const hash = `${dice.next()}`.padEnd(24, '0').slice(2, 24);
  return {
    conversation: size === 1 ? `c-${n % 50_000}` : `group-${n % 500}`,
    sentAtMs,
    expiresAtMs: sentAtMs + LIFETIME_MS,
    contentHash: hash,
    traceparent: dice.next() < 0.5 ? `00-${hash}0123456789-${hash.slice(0, 16)}-01` : undefined,
    sent: {
      atMs: sentAtMs + 1,
      place: `${n % 6}@${n}`,
      sender: `user-${dice.below(1_000)}`,
      kind: 'text',
      lifetimeSeconds: LIFETIME_MS / 1000,
      titleLength: 5,
      textLength: 12 + dice.below(80),
      extLength: 36,
    },
  } satisfies Partial<Story>;
}

interface Told {
  user: string;
  phone: Phone;
  size: number;
  vendorMessageId: string;
  dice: Dice;
}

function tell(story: Story, { user, phone, size, vendorMessageId, dice }: Told): void {
  const targetId = targetIdOf(pushIdOf(story.app, story.messageId, user), phone.device);
  befall(deviceIn(story, user, phone.device), phone, {
    ...{ dice, sentAtMs: story.sentAtMs ?? 0, targetId, vendorMessageId, isOfGroup: size > 1 },
    carried: Math.min(size, TOKENS_A_CALL),
  });
}
