// Searches the topics for a question, from the newest records backwards, until it is answered, all is read, or the time is over.
import { LookBack } from '@offline-push/bus';
import {
  bindingChanged,
  certificateChanged,
  certificateJudged,
  deadLetter,
  messageSent,
  presenceChanged,
  pushAddressed,
  pushGated,
  pushOutcome,
  pushReceipted,
  type Topic,
} from '@offline-push/contracts';
import type { KafkaSettings } from '@offline-push/service-kit';
import { Evidence } from './evidence';
import { OF_AN_END } from '../more';
import type { Question } from '../question';

/** Records of a partition: first a page that is read in no time, then ever more. */
const FIRST_PAGE = 500;
const LONGEST_PAGE = 50_000;
/** A record of the story may carry a time shortly before the message's own. */
const SLACK_MS = 60_000;
const DAY_MS = 86_400_000;
/** Of a user, as many messages as are told, and some more. */
const MESSAGES = 10;

const ON_THE_WAY = [messageSent, pushGated, pushAddressed, pushOutcome, deadLetter];

export interface Looked {
  evidence: Evidence;
  /** Undefined: all there is was read. */
  toMs: number | undefined;
}

export async function look(kafka: KafkaSettings, question: Question): Promise<Looked> {
  const evidence = new Evidence(question);
  const untilMs = performance.now() + question.deadlineMs;
  const through = (topics: readonly Pick<Topic, 'name'>[], isEnough: (readBackToMs: number) => boolean) =>
    lookThrough(kafka, topics, evidence, { isEnough, untilMs });
  const begun = () => evidence.begunAtMs - SLACK_MS;
  const toMs = await through(ON_THE_WAY, (back) => isToldOf(question, evidence) && back <= begun());
  await through([certificateChanged, certificateJudged], () => false);
  await through([pushReceipted], (back) => back <= begun());
  // Only now is it known who is spoken of, and whether a refused report may be behind it.
  if (evidence.isStoppedAtGate(['unknown-user', ...OF_AN_END]))
    await through(
      [presenceChanged],
      (back) => isToldOfLogins(evidence) || back <= evidence.begunAtMs - DAY_MS,
    );
  if (question.message === undefined) await through([bindingChanged, presenceChanged], () => false);
  else if (evidence.isStoppedAtAddressing) await through([bindingChanged], () => false);
  return { evidence, toMs };
}

/** Sessions are told of for days: so far back is enough for a login that was refused, or an app that is there. */
const isToldOfLogins = (evidence: Evidence): boolean =>
  evidence.isStoppedAtGate(OF_AN_END)
    ? evidence.presences.some(({ refused }) => refused !== undefined)
    : [...evidence.stories.values()].every(({ app }) => evidence.apps.has(app));

function isToldOf(question: Question, { stories }: Evidence): boolean {
  if (question.message === undefined) return stories.size >= MESSAGES;
  return [...stories.values()].some(({ sent }) => sent.length > 0);
}

/** From the newest records backwards, until it is enough, all is read, or the time is over. */
export async function lookThrough(
  kafka: KafkaSettings,
  topics: readonly Pick<Topic, 'name'>[],
  evidence: Evidence,
  { isEnough, untilMs }: { isEnough: (readBackToMs: number) => boolean; untilMs: number },
): Promise<number | undefined> {
  const log = await LookBack.open(
    { ...kafka, clientId: 'why' },
    topics.map(({ name }) => name),
  );
  try {
    for (
      let page = FIRST_PAGE;
      log.unread > 0n && performance.now() < untilMs;
      page = Math.min(2 * page, LONGEST_PAGE)
    ) {
      await log.older(page, untilMs, (record) => evidence.take(record));
      if (isEnough(log.readBackToMs)) break;
    }
    return log.unread === 0n ? undefined : log.readBackToMs;
  } finally {
    await log.close();
  }
}
