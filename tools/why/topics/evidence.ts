// Gathers from the topics what concerns the messages, users and devices of a question, in any order. Pure.
import {
  type BindingChanged,
  bindingChanged,
  type CertificateChanged,
  certificateChanged,
  type CertificateJudged,
  certificateJudged,
  type DeadLetter,
  deadLetter,
  type GateReason,
  messageSent,
  type PresenceChanged,
  presenceChanged,
  type PushAddressed,
  pushAddressed,
  type PushGated,
  pushGated,
  type PushOutcome,
  pushOutcome,
  type PushReceipted,
  pushReceipted,
  TOPICS,
  visible,
} from '@offline-push/contracts';
import { appOf, eventIn, idIn, isLetterAbout, type Json, mayMention, type Record } from './mention';
import type { Question } from '../question';
import { strangeFieldsIn } from './strange-fields';

/** With the time of its record, by which the newest counts. */
export type Seen<T> = T & { seenAtMs: number };

/** All that was said of one message. */
export interface Story {
  app: string;
  messageId: string;
  /** `strangers` are its unknown fields, `options` what it set of each vendor. */
  sent: Seen<{
    recipients: string[];
    sentAtMs?: number;
    strangers: string[];
    options?: { [vendor: string]: string[] };
  }>[];
  gated: Seen<PushGated>[];
  addressed: Seen<PushAddressed>[];
  ended: Seen<PushOutcome>[];
}

export class Evidence {
  readonly stories = new Map<string, Story>();
  readonly letters: Seen<DeadLetter>[] = [];
  readonly receipts: PushReceipted[] = [];
  readonly bindings: Seen<BindingChanged>[] = [];
  readonly presences: Seen<PresenceChanged>[] = [];
  readonly certificates = new Map<number, Seen<CertificateChanged>>();
  readonly judged = new Map<number, Seen<CertificateJudged>>();
  /** Of which presence ever told something. */
  readonly apps = new Set<string>();
  /** The newest message of anybody, for one that was never seen. */
  newest: { app: string; messageId: string; seenAtMs: number } | undefined;

  /** False: nothing was read, so that what is not here says nothing. */
  isOfTopics = true;

  constructor(private readonly question: Question) {}

  static ofNothing(question: Question): Evidence {
    const evidence = new Evidence(question);
    evidence.isOfTopics = false;
    return evidence;
  }

  take(record: Record): void {
    if (record.topic === messageSent.name) this.noteNewest(record);
    if (record.topic === presenceChanged.name) this.noteApp(record);
    const needle = NEEDLES[record.topic]?.(this.question, this.users);
    if (needle?.every((id) => !mayMention(record, id))) return;
    const event = eventIn(record);
    if (event === undefined || !isOfItsContract(record.topic, event)) return;
    this.sort(record.topic, { ...event, seenAtMs: record.timestampMs });
  }

  storyOf = (app: string, messageId: string): Story | undefined => this.stories.get(storyKey(app, messageId));

  /** Everybody who is spoken of by now. */
  get users(): string[] {
    const { user } = this.question;
    if (user !== undefined) return [user];
    return [...new Set([...this.stories.values()].flatMap(usersOf))];
  }

  isStoppedAtGate(reasons: readonly GateReason[]): boolean {
    return [...this.stories.values()].some(({ gated }) =>
      gated.some(({ stopped }) => stopped.some(({ reason }) => reasons.includes(reason))),
    );
  }

  get isStoppedAtAddressing(): boolean {
    return [...this.stories.values()].some(({ addressed }) =>
      addressed.some(({ stopped }) => stopped.length > 0),
    );
  }

  /** When the oldest of the stories began. */
  get begunAtMs(): number {
    const times = [...this.stories.values()].flatMap(({ sent, gated }) => [...sent, ...gated]);
    return Math.min(Infinity, ...times.map(({ seenAtMs }) => seenAtMs));
  }

  private sort(topic: string, event: { seenAtMs: number }): void {
    const { question } = this;
    if (question.app !== undefined && topic !== deadLetter.name && idIn({ ...event }, 'app') !== question.app)
      return;
    if (topic === deadLetter.name) this.keepLetter(event as Seen<DeadLetter>);
    else if (topic === pushReceipted.name) this.receipts.push(event as Seen<PushReceipted>);
    else if (topic === bindingChanged.name) this.bindings.push(event as Seen<BindingChanged>);
    else if (topic === presenceChanged.name) this.presences.push(event as Seen<PresenceChanged>);
    else if (topic === certificateChanged.name)
      keepNewest(this.certificates, event as Seen<CertificateChanged>);
    else if (topic === certificateJudged.name) keepNewest(this.judged, event as Seen<CertificateJudged>);
    else this.keepOfMessage(topic, event);
  }

  private keepLetter(letter: Seen<DeadLetter>): void {
    const { message, user, app } = this.question;
    const isAsked =
      message === undefined
        ? isLetterAbout(letter, 'user', user ?? '')
        : isLetterAbout(letter, 'messageId', message);
    // A letter that does not tell its app may be of any.
    const isOfApp = app === undefined || [app, undefined].includes(appOf(letter));
    if (isAsked && isOfApp) this.letters.push(letter);
  }

  private keepOfMessage(topic: string, event: { seenAtMs: number }): void {
    const [app, messageId] = [idIn({ ...event }, 'app'), idIn({ ...event }, 'messageId')];
    if (app === undefined || messageId === undefined) return;
    const { message, user } = this.question;
    if (message === undefined ? !speaksOf(event, user) : message !== messageId) return;
    const key = storyKey(app, messageId);
    const story = this.stories.get(key) ?? {
      ...{ app, messageId },
      ...{ sent: [], gated: [], addressed: [], ended: [] },
    };
    this.stories.set(key, story);
    if (topic === messageSent.name) story.sent.push(sentOf(event));
    if (topic === pushGated.name) story.gated.push(event as Seen<PushGated>);
    if (topic === pushAddressed.name) story.addressed.push(event as Seen<PushAddressed>);
    if (topic === pushOutcome.name) story.ended.push(event as Seen<PushOutcome>);
  }

  /** Not parsed: there may be very many. */
  private noteApp({ value }: Record): void {
    const app = /"app":"([^"\\]+)"/.exec(value?.toString('utf8') ?? '')?.[1];
    if (app !== undefined) this.apps.add(app);
  }

  private noteNewest(record: Record): void {
    if (record.timestampMs <= (this.newest?.seenAtMs ?? -1)) return;
    const event = eventIn(record);
    const [app, messageId] = [idIn(event, 'app'), idIn(event, 'messageId')];
    if (app !== undefined && messageId !== undefined)
      this.newest = { app, messageId, seenAtMs: record.timestampMs };
  }
}

const storyKey = (app: string, messageId: string): string => JSON.stringify([app, messageId]);

/** Skips records that break the contract of our own topics, so that one of them does not end the answer. Other topics may hold anything. */
const isOfItsContract = (topic: string, event: object): boolean =>
  topic === messageSent.name || CHECKS.get(topic)?.Check(event) === true;
const CHECKS = new Map(TOPICS.map(({ name, check }) => [name, check]));

type Needles = (question: Question, users: readonly string[]) => readonly string[];
const ofMessage: Needles = ({ message, user = '' }) => [message ?? user];
const ofUsers: Needles = (_, users) => users;

/** What a record must mention to be of interest; any record of the other topics is. */
const NEEDLES: { [topic: string]: Needles } = {
  [messageSent.name]: ofMessage,
  [pushGated.name]: ofMessage,
  [pushAddressed.name]: ofMessage,
  [pushOutcome.name]: ofMessage,
  [bindingChanged.name]: ofUsers,
  [presenceChanged.name]: ofUsers,
};

function usersOf({ sent, gated, ended }: Story): string[] {
  return [
    ...sent.flatMap(({ recipients }) => recipients),
    ...gated.flatMap(({ onward, stopped }) => [...onward, ...stopped].map(({ user }) => user)),
    ...ended.flatMap(({ outcomes }) => outcomes.map(({ user }) => user)),
  ];
}

/** The user of the question, and not one whose id begins alike. */
function speaksOf(event: object, user: string | undefined): boolean {
  const { recipients, onward, stopped, outcomes } = event as { [list: string]: unknown };
  const named = [recipients, onward, stopped, outcomes].flatMap((list) =>
    Array.isArray(list) ? (list as unknown[]) : [],
  );
  return named.some((one) => idIn({ user: one }, 'user') === user || idIn(one as Json, 'user') === user);
}

interface SentEvent {
  seenAtMs: number;
  recipients?: unknown;
  sentAtMs?: unknown;
  push?: { vendors?: unknown } | null;
}

function sentOf({ seenAtMs, ...event }: SentEvent) {
  const { recipients, sentAtMs } = event;
  return {
    recipients: Array.isArray(recipients) ? [...new Set(recipients.map((one) => visible(String(one))))] : [],
    ...(typeof sentAtMs === 'number' && { sentAtMs }),
    strangers: strangeFieldsIn(event),
    options: optionsIn(event.push?.vendors),
    seenAtMs,
  };
}

/** The record may be anything. */
const optionsIn = (vendors: unknown): { [vendor: string]: string[] } =>
  Object.fromEntries(
    Object.entries(vendors ?? {}).map(([vendor, options]) => [
      vendor,
      Object.keys((options ?? {}) as object),
    ]),
  );

function keepNewest<T extends { certificateId: number; seenAtMs: number }>(
  all: Map<number, T>,
  one: T,
): void {
  if (one.seenAtMs >= (all.get(one.certificateId)?.seenAtMs ?? 0)) all.set(one.certificateId, one);
}
