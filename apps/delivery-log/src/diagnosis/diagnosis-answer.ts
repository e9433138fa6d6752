// What the HTTP API says of a diagnosis. No text of the message and no token. Pure.
import {
  ACTORS,
  AppId,
  CHECK_IDS,
  codesOf,
  DeviceId,
  FAQ,
  MessageId,
  oneOf,
  titled,
  UserId,
} from '@offline-push/contracts';
import { type Static, Type } from '@sinclair/typebox';
import type { Device, Person, Story } from '../story/story';
import { diagnose } from './diagnose';
import { RESULTS } from './finding';

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
    messageId: MessageId,
    isMore: Type.Boolean({ description: 'The message has more devices: name the user.' }),
    devices: Type.Array(DeviceDiagnosis),
  }),
);
export type DiagnosisAnswer = Static<typeof DiagnosisAnswer>;

interface Asked {
  user?: string | undefined;
  device?: string | undefined;
}

interface Meant {
  story: Story;
  user: string;
  person: Person;
  id?: string;
  device?: Device;
}

/** A diagnosis is some kilobytes. */
const MOST_DEVICES = 50;

export function diagnosisAnswer(
  parts: readonly Story[],
  asked: Asked,
  nowMs: number,
): DiagnosisAnswer | undefined {
  const [first] = parts;
  if (first === undefined) return undefined;
  const meant = parts.flatMap((story) => meantIn(story, asked));
  return {
    ...{ app: first.app, messageId: first.messageId, isMore: meant.length > MOST_DEVICES },
    devices: meant.slice(0, MOST_DEVICES).map(({ story, user, person, id, device }) => ({
      ...{ user, ...(id !== undefined && { device: id }) },
      ...diagnose({ nowMs, user, story, person, device }),
    })),
  };
}

function meantIn(story: Story, asked: Asked): Meant[] {
  return [...story.people].flatMap(([user, person]): Meant[] => {
    if (asked.user !== undefined && asked.user !== user) return [];
    if (person.devices.size === 0) return asked.device === undefined ? [{ story, user, person }] : [];
    return [...person.devices]
      .filter(([id]) => asked.device === undefined || asked.device === id)
      .map(([id, device]) => ({ story, user, person, id, device }));
  });
}
