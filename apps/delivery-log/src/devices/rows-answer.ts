// What the HTTP API says of the devices of a message: a page of rows without their steps, and around it the whole of the message.
import {
  CertificateId,
  codesOf,
  DeviceId,
  EpochMs,
  type Language,
  oneOf,
  pushIdOf,
  SessionId,
  titled,
  UserId,
} from '@offline-push/contracts';
import { type Static, Type } from '@sinclair/typebox';
import { Judged, judgementOf, StoryAnswer, storyAnswer } from '../http/story-answer';
import { isOverdue, WAITS } from '../ledger/boxes';
import type { Story } from '../story/story';
import { arrivedAtMs, MARKS } from './mark';
import { certificateOf, facetsOf, type Place, vendorOf } from './rows';

const words = (description: string) => Type.String({ description });
const count = (description: string) => Type.Integer({ minimum: 0, description });

export const DeviceRow = titled(
  'MessageDevice',
  Type.Object({
    user: UserId,
    device: Type.Optional(DeviceId),
    session: Type.Optional(SessionId),
    pushId: words('Computed from message and recipient.'),
    targetId: Type.Optional(words('Computed from push and device.')),
    vendor: Type.Optional(words('Of its token.')),
    certificateId: Type.Optional(CertificateId),
    ...Judged,
    arrivedAtMs: Type.Optional(EpochMs('When it arrived, if anybody told.')),
    attempts: count('Vendor calls.'),
    nextAtMs: Type.Optional(EpochMs('When it is tried again.')),
  }),
);

const { ledger: StoryLedger } = StoryAnswer.properties;

export const DeviceRows = titled(
  'MessageDevices',
  Type.Object({
    ...Type.Omit(StoryAnswer, ['ledger', 'devices']).properties,
    ledger: Type.Composite([
      StoryLedger,
      Type.Object({
        stopped: count('Stopped at the gate or at addressing, a dead letter there, or erased.'),
        settled: count('Ended at dispatch.'),
        open: count('On their way, and not late.'),
        missing: count('They wait although their time is over by an hour. 0, or something was lost.'),
      }),
    ]),
    marks: Type.Array(
      Type.Object({ mark: oneOf(codesOf(MARKS), 'How they stand.'), count: count('How many.') }),
      {
        description: 'Of all devices of the message.',
      },
    ),
    vendors: Type.Array(Type.Object({ vendor: words('Which.'), count: count('How many.') }), {
      description: 'Of all devices of the message that have a token, the most first.',
    }),
    found: count('Devices that the query asks for, on all pages.'),
    devices: Type.Array(DeviceRow, { description: 'By user, then device.' }),
    next: Type.Optional(words('Path of the next page. Absent: this is the last.')),
  }),
);
export type DeviceRows = Static<typeof DeviceRows>;

export interface Page {
  found: number;
  rows: readonly Place[];
  link: { next?: string };
}

export function rowsAnswer(
  parts: readonly Story[],
  all: readonly Place[],
  { found, rows, link }: Page,
  { language, nowMs }: { language: Language; nowMs: number },
): DeviceRows | undefined {
  const story = storyAnswer(parts, () => false);
  if (story === undefined) return undefined;
  const isLate = parts.some((part) => isOverdue(part, nowMs));
  return {
    ...story,
    ledger: { ...story.ledger, ...sumsOf(all, isLate) },
    ...{ ...facetsOf(all), found },
    devices: rows.map((place) => rowOf(place, language)),
    ...link,
  };
}

function sumsOf(all: readonly Place[], isLate: boolean) {
  const sums = { stopped: 0, settled: 0, open: 0, missing: 0 };
  for (const { boxed } of all)
    if (WAITS.has(boxed.box)) sums[isLate ? 'missing' : 'open'] += 1;
    else sums[boxed.box === 'settled' ? 'settled' : 'stopped'] += 1;
  return sums;
}

export function rowOf(place: Place, language: Language): DeviceRows['devices'][number] {
  const { story, user, id, person, device } = place;
  const isOpen = WAITS.has(place.boxed.box);
  const row = {
    ...{ user, device: id, session: device?.session, pushId: pushIdOf(story.app, story.messageId, user) },
    ...{ targetId: device?.address?.targetId ?? device?.outcome?.targetId },
    ...{ vendor: vendorOf(place), certificateId: certificateOf(place) },
    ...judgementOf(person, device, language),
    arrivedAtMs: device && arrivedAtMs(device),
    attempts: device?.outcome?.attempts ?? device?.attempts.length ?? 0,
    nextAtMs: isOpen ? device?.attempts.at(-1)?.nextAtMs : undefined,
  };
  return JSON.parse(JSON.stringify(row)) as DeviceRows['devices'][number];
}
