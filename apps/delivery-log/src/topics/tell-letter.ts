// A dead letter of the push path → which recipients and devices it leaves undecided. Pure. Its bytes may be anything: what cannot be read of
// them leaves nobody undecided that we know of.
import {
  type DeadLetterReason,
  DEFAULT_LIFETIME_SECONDS,
  messageSent,
  pushAddressed,
  pushGated,
} from '@offline-push/contracts';
import type { Letter } from '../dead-letters/letter';
import { eventIn, idIn } from '../dead-letters/letter';
import { deviceIn, personIn, type Stop } from '../story/story';
import type { Drafts } from './drafts';

/** Who decides on the records of each topic. What another group could not read decides nothing. */
const DECIDES: Readonly<Record<string, string>> = {
  [messageSent.name]: 'presence.push',
  [pushGated.name]: 'device-bindings.push',
  [pushAddressed.name]: 'dispatch.push',
};
/** More are in no record that a broker takes. */
const MOST = 10_000;

export function tellLetter(drafts: Drafts, letter: Letter): void {
  const { app, messageId, topic, group, reason, failedAtMs: atMs } = letter;
  if (app === undefined || messageId === undefined || DECIDES[topic] !== group) return;
  const event = eventIn(letter.value);
  if (event === undefined) return;
  const [sentAtMs, stop] = [sentIn(event, letter.timestampMs), { reason, atMs }];
  for (const { user, device } of topic === messageSent.name ? recipientsIn(event) : devicesIn(event))
    tellOf(drafts, { app, messageId, sentAtMs, expiresAtMs: letter.expiresAtMs, user, device, stop });
}

interface Undecided {
  app: string;
  messageId: string;
  sentAtMs: number;
  expiresAtMs: number | undefined;
  user: string;
  device: string | undefined;
  stop: Stop<DeadLetterReason>;
}

function tellOf(drafts: Drafts, { app, messageId, user, device, stop, ...times }: Undecided): void {
  const { sentAtMs, expiresAtMs = sentAtMs + DEFAULT_LIFETIME_SECONDS * 1000 } = times;
  const story = drafts.storyOf(app, messageId, user, sentAtMs);
  story.expiresAtMs ??= expiresAtMs;
  const told = device === undefined ? personIn(story, user) : deviceIn(story, user, device);
  told.letter ??= stop;
}

/** As its sender said, if that can be. */
function sentIn({ sentAtMs }: Record<string, unknown>, recordAtMs: number): number {
  const isTime = Number.isSafeInteger(sentAtMs) && (sentAtMs as number) > 0;
  return Math.max(0, isTime ? Math.min(sentAtMs as number, recordAtMs) : recordAtMs);
}

type Whose = Pick<Undecided, 'user' | 'device'>;

const recipientsIn = ({ recipients }: Record<string, unknown>): Whose[] =>
  listIn(recipients).flatMap((one) => {
    const user = idIn(one, 128);
    return user === undefined || user === '' ? [] : [{ user, device: undefined }];
  });

const devicesIn = ({ onward }: Record<string, unknown>): Whose[] =>
  listIn(onward).flatMap((one) => {
    const { user, device } = (one ?? {}) as Record<string, unknown>;
    const [whose, id] = [idIn(user, 128), idIn(device, 128)];
    return whose === undefined || id === undefined ? [] : [{ user: whose, device: id }];
  });

const listIn = (given: unknown): readonly unknown[] => (Array.isArray(given) ? given.slice(0, MOST) : []);
