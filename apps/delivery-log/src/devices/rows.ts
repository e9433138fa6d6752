// The devices of a message as rows of a list: in one order, narrowed by what somebody looks for. A message may have ten thousand. Pure.
import { pushIdOf } from '@offline-push/contracts';
import { type Boxed, boxesOf } from '../ledger/boxes';
import type { Device, Person, Story } from '../story/story';
import { type Mark, markOf } from './mark';

/** A device, or a recipient without one. */
export interface Place {
  story: Story;
  user: string;
  person: Person;
  id?: string | undefined;
  device?: Device | undefined;
  boxed: Boxed;
  mark: Mark;
}

export interface Filter {
  box?: string | undefined;
  reason?: string | undefined;
  mark?: string | undefined;
  vendor?: string | undefined;
  certificateId?: number | undefined;
  text?: string | undefined;
}

/** In the order of their keys. */
export const placesOf = (parts: readonly Story[]): Place[] =>
  parts
    .flatMap((story) => [...story.people].flatMap(([user, person]) => ofPerson(story, user, person)))
    .map((place) => ({ place, key: keyOf(place) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ place }) => place);

function ofPerson(story: Story, user: string, person: Person): Place[] {
  const devices = [...person.devices];
  return boxesOf(person).map((boxed, i) => {
    const [id, device] = devices[i] ?? [];
    return { story, user, person, id, device, boxed, mark: markOf(boxed, device) };
  });
}

/** By user, then device. */
export const keyOf = ({ user, id = '' }: Pick<Place, 'user' | 'id'>): string => JSON.stringify([user, id]);

export const vendorOf = ({ device }: Place): string | undefined =>
  device?.address?.vendor ?? device?.outcome?.vendor;

export const certificateOf = ({ device }: Place): number | undefined =>
  device?.outcome?.certificateId ?? device?.attempts.at(-1)?.certificateId ?? device?.address?.certificateId;

export function isIn({ box, reason, mark, vendor, certificateId, text }: Filter): (place: Place) => boolean {
  const wanted = text?.trim().toLowerCase() ?? '';
  return (place) =>
    (box === undefined || place.boxed.box === box) &&
    (reason === undefined || place.boxed.reason === reason) &&
    (mark === undefined || place.mark === mark) &&
    (vendor === undefined || vendorOf(place) === vendor) &&
    (certificateId === undefined || certificateOf(place) === certificateId) &&
    (wanted === '' || wordsOf(place).some((word) => word.toLowerCase().includes(wanted)));
}

/** What a person may have at hand of a row. */
function wordsOf(place: Place): string[] {
  const { story, user, id, device, boxed } = place;
  return [
    ...[user, id ?? '', vendorOf(place) ?? '', String(certificateOf(place) ?? ''), boxed.reason],
    ...[pushIdOf(story.app, story.messageId, user), device?.address?.targetId ?? ''],
    ...(device?.attempts ?? []).flatMap(({ code, vendorMessageId }) => [code ?? '', vendorMessageId ?? '']),
  ];
}

interface Facets {
  marks: { mark: Mark; count: number }[];
  vendors: { vendor: string; count: number }[];
}

/** How many there are of each, over all devices of the message: what a filter can offer. */
export function facetsOf(places: readonly Place[]): Facets {
  const [marks, vendors] = [new Map<Mark, number>(), new Map<string, number>()];
  for (const place of places) {
    marks.set(place.mark, (marks.get(place.mark) ?? 0) + 1);
    const vendor = vendorOf(place);
    if (vendor !== undefined) vendors.set(vendor, (vendors.get(vendor) ?? 0) + 1);
  }
  return {
    marks: [...marks].map(([mark, count]) => ({ mark, count })),
    vendors: [...vendors].map(([vendor, count]) => ({ vendor, count })).sort((a, b) => b.count - a.count),
  };
}
