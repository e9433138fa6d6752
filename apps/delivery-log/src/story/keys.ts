// What stories are found by: 64 bits of a hash for each id, so that an index stays small. Whoever finds a story by one looks whether it is
// the one that was meant. Pure.
import { pushIdOf } from '@offline-push/contracts';
import { hash } from 'node:crypto';
import { cellOf, lineOf } from '../statistics/figures';
import type { Story } from './story';

/** A signed number of 64 bits, as PostgreSQL takes it. */
export type Key = string;

/** Users of a message to many are spread over so many rows. */
const PARTS = 16;

export const partOf = (user: string): number => fnv1a(user) % PARTS;

export const messageKeyIn = (app: string, messageId: string): Key => keyOf('message', app, messageId);
export const userKeyIn = (app: string, user: string): Key => keyOf('user', app, user);
export const deviceKeyIn = (app: string, device: string): Key => keyOf('device', app, device);
export const vendorMessageKeyIn = (app: string, id: string): Key => keyOf('vendor-message', app, id);
/** A line of the statistics, by its `cellOf`: so the devices behind a figure are found. */
export const cellKeyIn = (app: string, cell: string): Key => keyOf('cell', app, cell);
/** Of a push id, a target id, a token hash: they are hashes of their own, which name the app too. */
export const digestKey = (digest: string): Key => signed64(Buffer.from(digest, 'base64url'));

/** Each id of a part, in the form `kind/id`, so that two tellings can be compared without a hash. */
export function idsOf(story: Story): Set<string> {
  const ids = new Set<string>();
  for (const [user, { devices }] of story.people) {
    ids.add(`user/${user}`);
    ids.add(`push/${user}`);
    for (const [id, device] of devices) {
      const { address, outcome, attempts } = device;
      const line = lineOf(story, device);
      ids.add(`device/${id}`);
      if (line !== undefined) ids.add(`cell/${cellOf(line)}`);
      if (address !== undefined) ids.add(`digest/${address.tokenHash}`);
      const targetId = address?.targetId ?? outcome?.targetId;
      if (targetId !== undefined) ids.add(`digest/${targetId}`);
      if (outcome?.vendorMessageId !== undefined) ids.add(`vendor/${outcome.vendorMessageId}`);
      for (const { vendorMessageId } of attempts)
        if (vendorMessageId !== undefined) ids.add(`vendor/${vendorMessageId}`);
    }
  }
  return ids;
}

export function keyOfId({ app, messageId }: Pick<Story, 'app' | 'messageId'>, id: string): Key {
  const slash = id.indexOf('/');
  const [kind, value] = [id.slice(0, slash), id.slice(slash + 1)];
  if (kind === 'user') return userKeyIn(app, value);
  if (kind === 'push') return digestKey(pushIdOf(app, messageId, value));
  if (kind === 'device') return deviceKeyIn(app, value);
  if (kind === 'cell') return cellKeyIn(app, value);
  if (kind === 'vendor') return vendorMessageKeyIn(app, value);
  return digestKey(value);
}

const keyOf = (...parts: string[]): Key => signed64(hash('sha256', parts.join('\u0000'), 'buffer'));

const signed64 = (bytes: Buffer): Key => bytes.readBigInt64BE(0).toString();

/** http://www.isthe.com/chongo/tech/comp/fnv/: quick, and even enough to spread users over a few rows. */
function fnv1a(text: string): number {
  let sum = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193);
  return (sum ^ (sum >>> 15)) >>> 0;
}
