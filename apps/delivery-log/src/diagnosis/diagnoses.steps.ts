// Gathers what is known of the phones that are asked about, and runs the checks.
import { Injectable } from '@nestjs/common';
import type { Language } from '@offline-push/contracts';
import { Clock } from '@offline-push/service-kit';
import { recipientsIn } from '../dead-letters/letter';
import { LetterStore, type LetterOfMessage } from '../dead-letters/letter.store';
import { certificateKey, deviceIn, type Fact, ownerOf, phoneOf } from '../facts/fact';
import { FactStore } from '../facts/fact.store';
import { ofCertificate, ofPhone } from '../facts/known-by';
import { ReadStore } from '../story/read.store';
import { Arrivals } from './arrivals.steps';
import {
  type DiagnosisAnswer,
  diagnosisAnswer,
  MOST_DEVICES,
  type Subject,
  subjectsIn,
  unreadSubjects,
} from './diagnosis-answer';
import type { Known } from './known';

type Asked = { user?: string | undefined; device?: string | undefined };
type Told = Subject & Known;

@Injectable()
export class Diagnoses {
  constructor(
    private readonly stories: ReadStore,
    private readonly letters: LetterStore,
    private readonly facts: FactStore,
    private readonly arrivals: Arrivals,
    private readonly clock: Clock,
  ) {}

  /** Undefined: no story of it is kept, and no dead letter. */
  async ofMessage(
    app: string,
    messageId: string,
    asked: Asked,
    language?: Language,
  ): Promise<DiagnosisAnswer | undefined> {
    const [parts, letters] = await Promise.all([
      this.stories.ofMessage(app, messageId),
      this.letters.ofMessage(app, messageId),
    ]);
    if (parts.length === 0 && letters.length === 0) return undefined;
    const isRead = parts.length > 0;
    const all = isRead ? subjectsIn(parts, asked) : unreadSubjects(usersIn(letters), asked);
    const subjects = all.slice(0, MOST_DEVICES);
    const of = { app, messageId, isMore: all.length > subjects.length };
    if (!isRead) return diagnosisAnswer(of, this.untold(subjects, letters), language);
    const keys = subjects.flatMap(({ user, id }) => (id === undefined ? [] : [phoneOf(app, user, id)]));
    const known = await this.known(app, subjects, await this.facts.ofKeys(keys));
    return diagnosisAnswer(
      of,
      known.map((one) => ({ ...one, deadLetters: letters })),
      language,
    );
  }

  /** Of their phones as they are now. */
  async ofUser(
    app: string,
    user: string,
    device: string | undefined,
    language?: Language,
  ): Promise<DiagnosisAnswer> {
    const facts = await this.facts.ofOwner(ownerOf(app, user));
    const ids = [...new Set(facts.map(({ key }) => deviceIn(key)))].sort();
    const meant = device === undefined ? ids : [device];
    const subjects = meant.slice(0, MOST_DEVICES).map((id): Subject => ({ user, id }));
    const of = { app, isMore: meant.length > MOST_DEVICES };
    if (facts.length === 0 && (await this.arrivals.isStranger(app, user)))
      return diagnosisAnswer(of, [{ user, id: device, nowMs: this.clock.nowMs(), presence: null }], language);
    const known = await this.known(app, subjects.length === 0 ? [{ user }] : subjects, facts);
    return diagnosisAnswer(of, known, language);
  }

  /** How things are now says nothing of a message that nobody could read. */
  private untold(subjects: readonly Subject[], deadLetters: readonly LetterOfMessage[]): Told[] {
    const nowMs = this.clock.nowMs();
    return subjects.map((subject) => ({ ...subject, nowMs, deadLetters }));
  }

  private async known(app: string, subjects: readonly Subject[], facts: readonly Fact[]): Promise<Told[]> {
    const nowMs = this.clock.nowMs();
    const found = subjects.map((subject) => ({
      ...{ ...subject, nowMs },
      ...(subject.id !== undefined && ofPhone(facts, phoneOf(app, subject.user, subject.id))),
    }));
    const ids = found.flatMap((subject) => certificateOf(subject) ?? []);
    const [told, arrived] = await Promise.all([
      this.facts.ofKeys([...new Set(ids)].map(certificateKey)),
      this.arrivals.last(app, subjects),
    ]);
    return found.map((subject) => ({
      ...{ ...subject, ...ofCertificate(told, app, certificateOf(subject)) },
      lastArrival: arrived.get(phoneOf(app, subject.user, subject.id ?? '')),
    }));
  }
}

const usersIn = (letters: readonly LetterOfMessage[]): string[] => [
  ...new Set(letters.flatMap(({ value }) => recipientsIn(value))),
];

/** A message goes by the certificate that it was addressed under; a phone without a token by the one of its report. */
const certificateOf = ({
  device,
  binding,
  report,
}: Pick<Known, 'device' | 'binding' | 'report'>): number | undefined =>
  device?.outcome?.certificateId ??
  device?.address?.certificateId ??
  binding?.certificateId ??
  report?.certificateId;
