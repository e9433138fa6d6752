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
    user: Type.Optional(UserId),
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

/** Who is asked about. Without a device: a recipient of whom none is known. With an empty user: nobody could read who it was for. */
export interface Subject {
  user: string;
  id?: string | undefined;
  /** `null`: it was published, and nobody could read it. */
  story?: Story | null | undefined;
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
    ...{ ...(facts.user !== '' && { user: facts.user }), ...(id !== undefined && { device: id }) },
    ...diagnose(facts, language),
  })),
});

interface Asked {
  user?: string | undefined;
  device?: string | undefined;
}

/** Those of a message that are meant. Somebody who is asked about and not in it has a diagnosis, too. */
export function subjectsIn(parts: readonly Story[], { user, device }: Asked): Subject[] {
  const found = parts.flatMap((story) =>
    [...story.people]
      .filter(([name]) => user === undefined || user === name)
      .flatMap(([name, person]) => ofPerson(story, name, person))
      .filter(({ id }) => device === undefined || device === id),
  );
  if (found.length > 0 || user === undefined) return found;
  const story = parts.find(({ people }) => people.has(user));
  return [{ story: story ?? parts[0], user, person: story?.people.get(user), id: device }];
}

const ofPerson = (story: Story, user: string, person: Person): Subject[] =>
  person.devices.size === 0
    ? [{ story, user, person }]
    : [...person.devices].map(([id, device]) => ({ story, user, person, id, device }));

/** Of a message that nobody could read, as far as its bytes tell. */
export function unreadSubjects(recipients: readonly string[], { user, device }: Asked): Subject[] {
  const users = user === undefined ? recipients : [user];
  return (users.length === 0 ? [''] : users).map((name) => ({ user: name, id: device, story: null }));
}
