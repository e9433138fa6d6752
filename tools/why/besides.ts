// What only the topics know of a message that delivery-log has told of: fields that nobody knows, options of vendors that it set, a login that was
// refused, dead letters. A short look: the answer is on the screen by then.
import { certificateChanged, deadLetter, messageSent, presenceChanged } from '@offline-push/contracts';
import type { KafkaSettings } from '@offline-push/service-kit';
import { ofVendors } from './advice';
import { Evidence } from './topics/evidence';
import type { DeviceFate } from './topics/fates';
import { fateIn } from './log/fates-in';
import type { Told } from './log/told';
import { lookThrough } from './topics/look';
import { noSessionIn, OF_AN_END, refusedLogin } from './more';
import type { Question } from './question';
import { letterOf } from './sentence';
import { strangersOf } from './topics/strange-fields';
import { act } from './words';

const LONGEST_MS = 10_000;
const SLACK_MS = 60_000;
const DAY_MS = 86_400_000;

interface Seen {
  app: string;
  messageId: string;
  sentAtMs: number;
  fates: DeviceFate[];
}

export async function lookBesides(kafka: KafkaSettings, question: Question, told: Told): Promise<string[]> {
  const all = seenIn(told);
  if (all.length === 0 || (question.message ?? question.user) === undefined) return [];
  const evidence = new Evidence(question);
  const begun = Math.min(...all.map(({ sentAtMs }) => sentAtMs)) - SLACK_MS;
  const untilMs = performance.now() + Math.min(LONGEST_MS, question.deadlineMs);
  const isFound = () => all.every(({ app, messageId }) => evidence.storyOf(app, messageId) !== undefined);
  await lookThrough(kafka, [messageSent, deadLetter], evidence, {
    isEnough: (back) => isFound() && back <= begun,
    untilMs,
  });
  const reasons = all.flatMap(({ fates }) =>
    fates.flatMap(({ fate }) => ('reason' in fate ? fate.reason : [])),
  );
  const topics = [
    ...(reasons.some((reason) => [...OF_AN_END, UNKNOWN].some((one) => one === reason))
      ? [presenceChanged]
      : []),
    ...(reasons.includes(UNKNOWN) ? [certificateChanged] : []),
  ];
  const isEnough = (back: number) => back <= begun - DAY_MS;
  if (topics.length > 0) await lookThrough(kafka, topics, evidence, { isEnough, untilMs });
  return [...all.flatMap((seen) => besides(seen, evidence)), ...evidence.letters.map(letterOf)];
}

const UNKNOWN = 'unknown-user';

const seenIn = ({ messages }: Told): Seen[] =>
  messages.map(({ story }) => ({
    ...{ app: story.app, messageId: story.messageId, sentAtMs: story.sentAtMs ?? 0 },
    fates: story.devices.flatMap((device) => fateIn(device, story) ?? []),
  }));

function besides({ app, messageId, fates }: Seen, evidence: Evidence): string[] {
  const sent = evidence.storyOf(app, messageId)?.sent ?? [];
  const strangers = [...new Set(sent.flatMap((one) => one.strangers))];
  const options = Object.assign({}, ...sent.map((one) => one.options)) as Record<string, string[]>;
  const more = fates.flatMap(({ user, device, fate }) => {
    const name = device === undefined ? user : `${user}, ${device}`;
    return moreOf(fate, { app, user, device, evidence }, options).map((words) => `${name}:${words}`);
  });
  return [...(strangers.length > 0 ? [strangersOf(strangers)] : []), ...new Set(more)];
}

type About = Parameters<typeof refusedLogin>[0];

function moreOf(fate: DeviceFate['fate'], about: About, options: Record<string, string[]>): string[] {
  if (fate.at === 'outcome' && fate.outcome.state === 'refused') {
    const names = options[fate.outcome.vendor] ?? [];
    return names.length > 0 ? [act(ofVendors(fate.outcome, names))] : [];
  }
  if (fate.at !== 'gate') return [];
  const words =
    fate.reason === UNKNOWN ? noSessionIn(about) : OF_AN_END.includes(fate.reason) ? refusedLogin(about) : '';
  return words ? [words] : [];
}
