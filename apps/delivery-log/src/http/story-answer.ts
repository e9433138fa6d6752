// What the HTTP API says of a message: the whole of it, each device with its answer and its steps. No text of the message and no token.
import {
  ACTORS,
  AppId,
  CertificateId,
  codesOf,
  ConversationId,
  DeviceId,
  EpochMs,
  type Language,
  LaneAfter,
  MessageId,
  oneOf,
  pushIdOf,
  SessionId,
  titled,
  UserId,
} from '@offline-push/contracts';
import { type Static, Type } from '@sinclair/typebox';
import { meaningOfCode } from '@offline-push/vendors/catalog';
import { type Arrival, arrivalOf, ARRIVALS, type Mark, markOf, MARKS } from '../devices/mark';
import { BOXES, boxesOf } from '../ledger/boxes';
import { type Answer, answerOf } from '../story/answer';
import { STAGES, stepsOf, WITNESSES } from '../story/steps';
import type { Device, Person, Story } from '../story/story';

const words = (description: string) => Type.String({ description });
const number = (description: string) => Type.Integer({ minimum: 0, description });
const coded = <Code extends string>(table: Readonly<Record<Code, string>>) =>
  oneOf(
    codesOf(table),
    Object.entries<string>(table)
      .map(([code, says]) => `${code}: ${says}`)
      .join(' '),
  );
const Notes = Type.Array(Type.String(), {
  description: 'What was cut or repaired, or left out for this vendor.',
});

const StoryStep = titled(
  'StoryStep',
  Type.Object({
    stage: oneOf(STAGES, 'Where on the way.'),
    witness: oneOf(
      WITNESSES,
      'Who says so: our services, the vendor, or the phone, of which the vendor tells.',
    ),
    atMs: EpochMs('When.'),
    result: words(
      'onward, or a code of a closed list: reason of a stop, verdict of a call, state of an end, event of a receipt.',
    ),
    means: words('What that means.'),
    vendor: Type.Optional(words('Which vendor.')),
    certificateId: Type.Optional(CertificateId),
    version: Type.Optional(number('The version of the certificate that was used.')),
    attempt: Type.Optional(number('Which call it was; at the end, how many there were.')),
    tookMs: Type.Optional(number('How long the call took, in ms.')),
    carried: Type.Optional(number('How many targets the call carried.')),
    lane: Type.Optional(LaneAfter),
    code: Type.Optional(words("The vendor's code, or one of ours.")),
    says: Type.Optional(words("The vendor's own words.")),
    vendorMessageId: Type.Optional(words('Under this id the vendor knows the call.')),
    inDoubt: Type.Optional(number('Calls that may have been a second ring.')),
    nextAtMs: Type.Optional(EpochMs('When it is tried again.')),
    end: Type.Optional(words('Of a call, how the device ended by it. Absent: it went on.')),
    notes: Type.Optional(Notes),
  }),
);

/** What is said of a device in any list. */
export const Judged = {
  box: oneOf(BOXES, 'Where it is in the ledger.'),
  reason: words('Of a stop its reason, of an end its state; empty while it waits.'),
  mark: coded(MARKS),
  arrival: Type.Optional(coded(ARRIVALS)),
  means: words('What that means, in a sentence.'),
  who: oneOf(codesOf(ACTORS), 'Who must act.'),
  toDo: words('What is to be done.'),
  codeMeans: Type.Optional(
    words("What the vendor's last code means, in English, if somebody has described it."),
  ),
};

const DeviceStory = titled(
  'DeviceStory',
  Type.Object({
    user: UserId,
    device: Type.Optional(DeviceId),
    session: Type.Optional(SessionId),
    pushId: words('Computed from message and recipient.'),
    targetId: Type.Optional(words('Computed from push and device.')),
    vendor: Type.Optional(words('Of its token.')),
    certificateId: Type.Optional(CertificateId),
    ...Judged,
    steps: Type.Array(StoryStep),
  }),
);

const StoryLedger = titled(
  'StoryLedger',
  Type.Object({
    recipients: number('Users that the message was for.'),
    devices: number('Devices of theirs, and recipients without one: each is in exactly one box.'),
    boxes: Type.Array(
      Type.Object({
        box: oneOf(BOXES, 'Where.'),
        reason: words('Why; empty for those that wait.'),
        count: number('How many.'),
      }),
    ),
  }),
);

export const StoryAnswer = titled(
  'Story',
  Type.Object({
    app: AppId,
    messageId: MessageId,
    conversation: Type.Optional(ConversationId),
    sentAtMs: Type.Optional(EpochMs('When it was sent.')),
    expiresAtMs: Type.Optional(EpochMs('No vendor is called after this.')),
    sender: Type.Optional(UserId),
    kind: Type.Optional(words('text, image, …')),
    content: Type.Optional(
      Type.Object(
        {
          hash: Type.Optional(words('Of what the push shows.')),
          titleLength: number('In UTF-16 units.'),
          textLength: number('In UTF-16 units.'),
          extLength: number('In UTF-16 units.'),
        },
        { description: 'The text itself is not kept.' },
      ),
    ),
    traceparent: Type.Optional(words('W3C trace context of the message.')),
    notes: Type.Optional(Notes),
    ledger: StoryLedger,
    devices: Type.Array(DeviceStory),
  }),
);
export type StoryAnswer = Static<typeof StoryAnswer>;

export const StoryList = titled('StoryList', Type.Object({ app: AppId, stories: Type.Array(StoryAnswer) }));
export type StoryList = Static<typeof StoryList>;

type IsMeant = (user: string, id: string | undefined, device: Device | undefined) => boolean;

/** `parts` of one message. The ledger is of all of them, the devices are those that are meant. */
export function storyAnswer(
  parts: readonly Story[],
  isMeant: IsMeant = () => true,
  language: Language = 'en',
): StoryAnswer | undefined {
  const [first] = parts;
  if (first === undefined) return undefined;
  const { app, messageId } = first;
  const of = <T>(field: (story: Story) => T | undefined): T | undefined =>
    parts.map(field).find((value) => value !== undefined);
  const sent = of((story) => story.sent);
  return withoutGaps({
    ...{ app, messageId, conversation: of((it) => it.conversation), sentAtMs: of((it) => it.sentAtMs) },
    ...{ expiresAtMs: of((it) => it.expiresAtMs), sender: sent?.sender, kind: sent?.kind },
    content: sent && {
      hash: of((it) => it.contentHash),
      ...{ titleLength: sent.titleLength, textLength: sent.textLength, extLength: sent.extLength },
    },
    ...{ traceparent: of((it) => it.traceparent), notes: of((it) => it.notes) },
    ledger: ledgerOf(parts),
    devices: parts.flatMap((story) => devicesOf(story, isMeant, language)),
  }) as StoryAnswer;
}

function devicesOf(story: Story, isMeant: IsMeant, language: Language): object[] {
  return [...story.people].flatMap(([user, person]): object[] => {
    if (person.devices.size === 0)
      return isMeant(user, undefined, undefined) ? [deviceOf(story, [user, person], language)] : [];
    return [...person.devices]
      .filter(([id, device]) => isMeant(user, id, device))
      .map(([id, device]) => deviceOf(story, [user, person], language, { id, device }));
  });
}

interface Phone {
  id: string;
  device: Device;
}

/** Without a phone: a recipient of whom none is known. */
const deviceOf = (
  story: Story,
  [user, person]: [string, Person],
  language: Language,
  { id, device }: Partial<Phone> = {},
): object => ({
  ...{ user, device: id, session: device?.session, pushId: pushIdOf(story.app, story.messageId, user) },
  ...placeOf(device),
  ...judgementOf(person, device, language),
  steps: stepsOf(story, person, device, language),
});

const placeOf = (device: Device | undefined): object => ({
  targetId: device?.address?.targetId ?? device?.outcome?.targetId,
  vendor: device?.address?.vendor ?? device?.outcome?.vendor,
  certificateId: device?.outcome?.certificateId ?? device?.address?.certificateId,
});

export function judgementOf(person: Person, device: Device | undefined, language: Language): Judgement {
  const answer = answerOf(person, device, language);
  const vendor = device?.address?.vendor ?? device?.outcome?.vendor ?? '';
  const code = device?.outcome?.code ?? device?.attempts.at(-1)?.code;
  return {
    ...answer,
    ...{ mark: markOf(answer, device), arrival: arrivalOf(answer, device) },
    codeMeans: meaningOfCode(vendor, code, answer.reason),
  };
}

interface Judgement extends Answer {
  mark: Mark;
  arrival: Arrival | undefined;
  codeMeans: string | undefined;
}

function ledgerOf(parts: readonly Story[]): StoryAnswer['ledger'] {
  const people = parts.flatMap(({ people: some }) => [...some.values()]);
  const boxes = new Map<string, StoryAnswer['ledger']['boxes'][number]>();
  for (const { box, reason } of people.flatMap(boxesOf)) {
    const known = boxes.get(`${box}/${reason}`);
    if (known === undefined) boxes.set(`${box}/${reason}`, { box, reason, count: 1 });
    else known.count += 1;
  }
  const all = [...boxes.values()].sort(
    (a, b) => BOXES.indexOf(a.box) - BOXES.indexOf(b.box) || b.count - a.count,
  );
  return { recipients: people.length, devices: all.reduce((sum, { count }) => sum + count, 0), boxes: all };
}

/** Undefined fields are no fields, at any depth. */
const withoutGaps = (value: object): unknown => JSON.parse(JSON.stringify(value));
