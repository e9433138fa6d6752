// Cuts a push to Apple's limit for the bytes of the whole JSON: first the text, then the title, never the custom content.
import { cutText } from '@offline-push/contracts';
import { balanced } from '../shared/text/direction';

export interface Payload {
  readonly aps: Readonly<Record<string, unknown>> & {
    readonly alert: { readonly title: string; readonly subtitle?: string; readonly body: string };
  };
  readonly [key: string]: unknown;
}

export interface Fitted {
  readonly body: string;
  readonly cuts: readonly ('text' | 'title')[];
}

const DOTS = '...';
/** With less room only three dots would be left. In bytes. */
const MIN_BYTES = DOTS.length + 1;

/** Undefined: not even a shortened title and text fit. */
export function fit(payload: Payload, limit: number): Fitted | undefined {
  const whole = JSON.stringify(payload);
  const excess = Buffer.byteLength(whole) - limit;
  if (excess <= 0) return { body: whole, cuts: [] };
  const { title, body } = payload.aps.alert;
  const shorterBody = cutBy(body, excess);
  if (shorterBody !== undefined) return { body: written(payload, title, shorterBody), cuts: ['text'] };
  const leastBody = cutTo(body, MIN_BYTES);
  const saved = bytesOf(body) - bytesOf(leastBody);
  const shorterTitle = cutBy(title, excess - saved);
  return shorterTitle === undefined
    ? undefined
    : { body: written(payload, shorterTitle, leastBody), cuts: ['text', 'title'] };
}

const written = (payload: Payload, title: string, body: string): string =>
  JSON.stringify({ ...payload, aps: { ...payload.aps, alert: { ...payload.aps.alert, title, body } } });

/** Undefined if the text is too short to be cut by so much. */
function cutBy(text: string, bytes: number): string | undefined {
  const room = bytesOf(text) - bytes;
  return room < MIN_BYTES ? undefined : cutTo(text, room);
}

/** At most `limit` bytes as JSON in UTF-8. A longer text is cut between visible characters and ends in three dots. */
export function cutTo(text: string, limit: number): string {
  if (bytesOf(text) <= limit) return text;
  let kept = '';
  let left = limit - DOTS.length;
  for (const character of text) {
    left -= bytesOf(character);
    if (left < 0) break;
    kept += character;
  }
  return balanced(cutText(text, kept.length)) + DOTS;
}

/** Between its quotes. */
const bytesOf = (text: string): number => Buffer.byteLength(JSON.stringify(text)) - 2;
