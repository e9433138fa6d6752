// Gathers what is known of the phones that are asked about, and runs the checks.
import { Injectable } from '@nestjs/common';
import type { Language } from '@offline-push/contracts';
import { Clock } from '@offline-push/service-kit';
import { certificateKey, deviceIn, type Fact, ownerOf, phoneOf } from '../facts/fact';
import { FactStore } from '../facts/fact.store';
import { ofCertificate, ofPhone } from '../facts/known-by';
import { ReadStore } from '../story/read.store';
import {
  type DiagnosisAnswer,
  diagnosisAnswer,
  MOST_DEVICES,
  type Subject,
  subjectsIn,
} from './diagnosis-answer';
import type { Known } from './known';

type Asked = { user?: string | undefined; device?: string | undefined };

@Injectable()
export class Diagnoses {
  constructor(
    private readonly stories: ReadStore,
    private readonly facts: FactStore,
    private readonly clock: Clock,
  ) {}

  /** Undefined: no story of it is kept. */
  async ofMessage(
    app: string,
    messageId: string,
    asked: Asked,
    language?: Language,
  ): Promise<DiagnosisAnswer | undefined> {
    const parts = await this.stories.ofMessage(app, messageId);
    if (parts.length === 0) return undefined;
    const all = subjectsIn(parts, asked);
    const subjects = all.slice(0, MOST_DEVICES);
    const keys = subjects.flatMap(({ user, id }) => (id === undefined ? [] : [phoneOf(app, user, id)]));
    const known = await this.known(app, subjects, await this.facts.ofKeys(keys));
    return diagnosisAnswer({ app, messageId, isMore: all.length > subjects.length }, known, language);
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
    const known = await this.known(app, subjects.length === 0 ? [{ user }] : subjects, facts);
    return diagnosisAnswer({ app, isMore: meant.length > MOST_DEVICES }, known, language);
  }

  private async known(
    app: string,
    subjects: readonly Subject[],
    facts: readonly Fact[],
  ): Promise<(Known & { id?: string | undefined })[]> {
    const nowMs = this.clock.nowMs();
    const found = subjects.map((subject) => ({
      ...{ ...subject, nowMs },
      ...(subject.id !== undefined && ofPhone(facts, phoneOf(app, subject.user, subject.id))),
    }));
    const ids = found.flatMap((subject) => certificateOf(subject) ?? []);
    const told = await this.facts.ofKeys([...new Set(ids)].map(certificateKey));
    return found.map((subject) => ({ ...subject, ...ofCertificate(told, app, certificateOf(subject)) }));
  }
}

/** A message goes by the certificate that it was addressed under. */
const certificateOf = ({ device, binding }: Pick<Known, 'device' | 'binding'>): number | undefined =>
  device?.outcome?.certificateId ?? device?.address?.certificateId ?? binding?.certificateId;
