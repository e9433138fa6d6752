// The place of a letter as a text that a caller sends back. Pure.
import { HttpProblem } from '@offline-push/service-kit';
import type { Place } from './letter.store';

const PLACE = /^([\w.-]{1,249})\/(\d{1,9})\/(\d{1,18})\/([A-Za-z0-9_-]{22})$/;

export const cursorOf = ({ topic, partition, offset, id }: Place): string =>
  Buffer.from(`${topic}/${partition}/${offset}/${id}`).toString('base64url');

export function placeOf(cursor: string | undefined): Place | undefined {
  if (cursor === undefined) return undefined;
  const [, topic, partition, offset, id] =
    PLACE.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? [];
  if (topic === undefined || offset === undefined || id === undefined)
    throw new HttpProblem(400, 'invalid-body', 'The body breaks 1 rule(s).', [
      { pointer: '/after', rule: 'must be `next` of an answer' },
    ]);
  return { topic, partition: Number(partition), offset, id };
}
