// Which check a dead letter of the message belongs to: by its reason, by the field that its detail names, by the hop that could not take it. Pure.
import { type CheckId, DEAD_LETTER, messageSent, type Reason, told } from '@offline-push/contracts';
import { fail, type Found, timeOf, words } from './finding';
import type { Known, KnownDeadLetter } from './known';

/** The first that its words fit. */
const BY_FIELD: readonly [CheckId, RegExp][] = [
  ['recipient', /\/(recipients|sender)\b/],
  ['length', /\/push\b.*(at most|too long)|too large/],
  ['ext', /\bext\b/],
  ['channel', /channel|categor|template/i],
  ['click', /\bclick\b/],
];

/** Undefined: no dead letter is about this. */
export function letterOn(id: CheckId, known: Known): Found | undefined {
  const letter = known.deadLetters?.find((one) => checkOf(one, known) === id);
  return letter && byLetter(letter);
}

/** Undefined: the message was read all the same, at another time. */
function checkOf({ topic, reason, detail }: KnownDeadLetter, { story }: Known): CheckId | undefined {
  if (reason === 'id-conflict') return 'duplicate';
  if (topic !== messageSent.name) return 'attempted';
  if (story?.sent !== undefined && story.sent !== null && reason !== 'handler-failed') return undefined;
  if (reason === 'handler-failed') return 'attempted';
  return BY_FIELD.find(([, words]) => words.test(detail))?.[0] ?? 'pushes';
}

function byLetter({ topic, reason, detail, atMs }: KnownDeadLetter): Found {
  const known = (DEAD_LETTER as { readonly [reason: string]: Reason | undefined })[reason];
  return fail(words(told('dead-letter', { topic, at: timeOf(atMs), reason }), known?.means, detail), known);
}
