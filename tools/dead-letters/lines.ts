// What delivery-log says of dead letters → lines for a person. Pure.
import { type Reason, NOT_REPLAYABLE } from '@offline-push/contracts';
import type { Bytes, Group, Letter, Replayed, WholeLetter } from './log';

/** A value of two megabytes is not for a terminal; the API has it whole. */
const MOST_SHOWN = 20_000;

const timeOf = (ms: number): string => new Date(ms).toISOString();
const NONE = 'There are none.';

export const groupLines = (groups: readonly Group[]): string[] =>
  groups.length === 0
    ? [NONE]
    : groups.flatMap(({ count, topic, reason, group, newestAtMs, means, toDo }) => [
        `${count}  ${topic}  ${reason}  ${group}, the last at ${timeOf(newestAtMs)}`,
        `    ${means} ${toDo}`,
      ]);

export function listLines(letters: readonly Letter[], isMore: boolean): string[] {
  if (letters.length === 0) return [NONE];
  return [...letters.map(lineOf), ...(isMore ? ['There are more: narrow, or raise --limit.'] : [])];
}

const lineOf = ({
  id,
  failedAtMs,
  topic,
  partition,
  offset,
  reason,
  messageId,
  detail,
  ...more
}: Letter): string =>
  [
    ...[id, timeOf(failedAtMs), `${topic}/${partition}/${offset}`, reason],
    ...(messageId === undefined ? [] : [`message ${messageId}`]),
    ...(more.state === 'kept' ? [] : [more.state]),
    ...(more.because === undefined ? [] : [`because ${more.because}`]),
    ...(more.cannotBecause === undefined ? [] : ['cannot be replayed']),
    ...(detail === undefined ? [] : [detail]),
  ].join('  ');

export function showLines(letter: WholeLetter): string[] {
  const { means, toDo, group, cannotBecause, key, value, bytes, headers } = letter;
  return [
    lineOf(letter),
    `${means} ${toDo}`,
    ...(cannotBecause === undefined ? [] : [`Cannot be replayed: ${cannotBecause}`]),
    `group ${group}`,
    ...(key === undefined ? [] : [`key ${shown(key)}`]),
    ...Object.entries(headers).map(([name, of]) => `header ${name} ${shown(of)}`),
    ...(value === undefined ? ['The value is not there.'] : [`value, ${bytes ?? 0} bytes:`, shown(value)]),
  ];
}

function shown(bytes: Bytes): string {
  const text = 'text' in bytes ? bytes.text : `base64 ${bytes.base64}`;
  const rest = text.length - MOST_SHOWN;
  return rest <= 0 ? text : `${text.slice(0, MOST_SHOWN)}… (${rest} characters more)`;
}

export function replayLines({ found, published, expired, left }: Replayed, isDry: boolean): string[] {
  const [done, end] = isDry ? ['would be published', 'would stop'] : ['published', 'stops'];
  return [
    `${many(found, 'letter')} found, ${many(published, 'record')} ${done}${expired === 0 ? '' : `; of them ${expired} ${expired === 1 ? 'is' : 'are'} expired, which the gate ${end}`}.`,
    ...Object.entries(left).map(
      ([why, count]) => `${count} ${count === 1 ? 'stays' : 'stay'}: ${why}. ${reasonOf(why)}`,
    ),
    ...(isDry && published > 0 ? ['Nothing was done. With --yes it is done.'] : []),
  ];
}

const many = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

function reasonOf(why: string): string {
  const reason = (NOT_REPLAYABLE as { readonly [code: string]: Reason | undefined })[why];
  return reason === undefined ? '' : `${reason.means.en} ${reason.toDo.en}`;
}
