// What earlier pushes tell of a phone: how soon one arrived, and whether presence knew the user at all. Read from their stories.
import { Injectable } from '@nestjs/common';
import { phoneOf } from '../facts/fact';
import { deviceKeyIn, userKeyIn } from '../story/keys';
import { ReadStore } from '../story/read.store';
import type { Story } from '../story/story';
import type { Subject } from './diagnosis-answer';
import type { Known } from './known';

/** Stories of a phone that are looked through, the newest first. */
const LAST = 5;
/** Of more phones nobody wants to wait for it. */
const MOST_PHONES = 5;

type Arrival = NonNullable<Known['lastArrival']>;

@Injectable()
export class Arrivals {
  constructor(private readonly stories: ReadStore) {}

  /** Of the last pushes of each phone that arrived the quickest. */
  async last(app: string, subjects: readonly Subject[]): Promise<Map<string, Arrival>> {
    const phones = subjects.flatMap(({ user, id }) => (id === undefined ? [] : [{ user, id }]));
    if (phones.length > MOST_PHONES) return new Map();
    const found = await Promise.all(
      phones.map(async ({ user, id }): Promise<[string, Arrival][]> => {
        const parts = await this.stories.foundBy(app, [deviceKeyIn(app, id)], LAST);
        const quickest = parts.flatMap((story) => arrivalIn(story, user, id)).sort(byDelay)[0];
        return quickest === undefined ? [] : [[phoneOf(app, user, id), quickest]];
      }),
    );
    return new Map(found.flat());
  }

  /** Presence knew nobody of this name when the last message came. */
  async isStranger(app: string, user: string): Promise<boolean> {
    const [last] = await this.stories.foundBy(app, [userKeyIn(app, user)], 1);
    return last?.people.get(user)?.stop?.reason === 'unknown-user';
  }
}

function arrivalIn({ people, sentAtMs }: Story, user: string, id: string): Arrival[] {
  const receipts = people.get(user)?.devices.get(id)?.receipts ?? [];
  const arrived = receipts.find(({ event }) => event === 'arrived' || event === 'clicked');
  return arrived === undefined || sentAtMs === undefined ? [] : [{ sentAtMs, arrivedAtMs: arrived.atMs }];
}

const byDelay = (one: Arrival, other: Arrival): number =>
  one.arrivedAtMs - one.sentAtMs - (other.arrivedAtMs - other.sentAtMs);
