// What the HTTP API says of a diagnosis. No text of the message and no token. Pure.
import {
  ACTORS,
  AppId,
  CHECK_IDS,
  codesOf,
  DeviceId,
  FAQ,
  type Language,
  MessageId,
  oneOf,
  titled,
  UserId,
} from '@offline-push/contracts';
import { type Static, Type } from '@sinclair/typebox';
import type { Device, Person, Story } from '../story/story';
import { diagnose } from './diagnose';
import { RESULTS } from './finding';
import type { Known } from './known';

const words = (description: string) => Type.String({ description });

const Check = titled(
  'Check',
  Type.Object({
    number: Type.Integer({ minimum: 1, description: 'In the order in which they are made.' }),
    check: oneOf(CHECK_IDS, 'Which.'),
    asks: words('What it asks.'),
    result: oneOf(RESULTS, 'unknown: nobody told us.'),
    evidence: words('Why, in a sentence that can be checked.'),
    who: oneOf(codesOf(ACTORS), 'Of what failed who must act; of what is unknown who can find out.'),
    toDo: words('What is to be done.'),
  }),
);

const DeviceDiagnosis = titled(
  'DeviceDiagnosis',
  Type.Object({
    user: UserId,
    device: Type.Optional(DeviceId),
    first: Type.Optional(Check),
    checks: Type.Array(Check, { description: 'All, in their order.' }),
    faq: Type.Record(Type.String(), oneOf(RESULTS, 'Of all checks that answer it.'), {
      description: `The questions ${Object.keys(FAQ).join(', ')}.`,
    }),
  }),
);

export const DiagnosisAnswer = titled(
  'Diagnosis',
  Type.Object({
    app: AppId,
    messageId: Type.Optional(MessageId),
    isMore: Type.Boolean({ description: 'There are more devices: name the user, or the device.' }),
    devices: Type.Array(DeviceDiagnosis),
  }),
);
export type DiagnosisAnswer = Static<typeof DiagnosisAnswer>;

/** Who is asked about. Without a device: a recipient of whom none is known. */
export interface Subject {
  user: string;
  id?: string | undefined;
  story?: Story | undefined;
  person?: Person | undefined;
  device?: Device | undefined;
}

/** A diagnosis is some kilobytes. */
export const MOST_DEVICES = 50;

export const diagnosisAnswer = (
  of: { app: string; messageId?: string | undefined; isMore: boolean },
  known: readonly (Known & { id?: string | undefined })[],
  language: Language = 'en',
): DiagnosisAnswer => ({
  app: of.app,
  ...(of.messageId !== undefined && { messageId: of.messageId }),
  isMore: of.isMore,
  devices: known.map(({ id, ...facts }) => ({
    ...{ user: facts.user, ...(id !== undefined && { device: id }) },
    ...diagnose(facts, language),
  })),
});

/** Those of a message that are meant. */
export function subjectsIn(
  parts: readonly Story[],
  asked: { user?: string | undefined; device?: string | undefined },
): Subject[] {
  return parts.flatMap((story) =>
    [...story.people].flatMap(([user, person]): Subject[] => {
      if (asked.user !== undefined && asked.user !== user) return [];
      if (person.devices.size === 0) return asked.device === undefined ? [{ story, user, person }] : [];
      return [...person.devices]
        .filter(([id]) => asked.device === undefined || asked.device === id)
        .map(([id, device]) => ({ story, user, person, id, device }));
    }),
  );
}
