// Checks 14 to 20: is it a message that pushes, and does the vendor take what it shows? Pure.
import { type CheckId, DEAD_LETTER, type Reason, told } from '@offline-push/contracts';
import { byCalls, callsOf } from './blame';
import { byAddressing, byGate, gateWouldSay, NO_MESSAGE } from './decided';
import { fail, type Found, pass, timeOf, unknown, words } from './finding';
import type { Known, KnownDeadLetter } from './known';

const NOT_CALLED = told('not-called');

export function pushes(known: Known): Found {
  const { story } = known;
  if (story === undefined || story === null) return unknown(NO_MESSAGE);
  const called = byCalls('pushes', known);
  if (called?.result === 'fail') return called;
  const decided = byGate('pushes', known);
  if (decided !== undefined) return decided;
  return story.sent?.lifetimeSeconds === 0
    ? gateWouldSay('online-only', told('lifetime-zero'))
    : unknown(told('gate-undecided'));
}

export function duplicate(known: Known): Found {
  const { story } = known;
  if (story === undefined || story === null) return unknown(NO_MESSAGE);
  const letter = letterOf(known, ({ reason }) => reason === 'id-conflict');
  if (letter !== undefined) return byLetter(letter);
  const again = story.sent?.againAtMs;
  return pass(again === undefined ? told('published-once') : told('published-again', { at: timeOf(again) }));
}

export function options(known: Known): Found {
  const called = byCalls('options', known);
  if (called?.result === 'fail') return called;
  const stopped = byAddressing('options', known);
  if (stopped !== undefined) return stopped;
  if (known.binding?.endedBy === 'push-off')
    return fail(told('wants-no-push', { at: timeOf(known.binding.reportedAtMs) }));
  return byGate('options', known) ?? unknown(told('wishes-not-told'));
}

/** Of what vendors judge: their answer counts most, then what our own door left out. */
function shown(id: CheckId, known: Known, field: RegExp): Found {
  const called = byCalls(id, known);
  if (called?.result === 'fail') return called;
  const letter = letterOf(known, ({ reason, detail }) => reason === 'schema-violation' && field.test(detail));
  if (letter !== undefined) return byLetter(letter);
  const notes = notesOf(known).filter((note) => field.test(note));
  if (notes.length > 0) return pass(told('went-shorter', { notes: notes.join('; ') }));
  return called ?? (callsOf(known) > 0 ? pass(told('called-with-it')) : unknown(NOT_CALLED));
}

export const ext = (known: Known): Found => shown('ext', known, /\bext\b/);
export const length = (known: Known): Found =>
  shown('length', known, /\b(cut|shortened|truncated|too long|at most)\b/);
export const channel = (known: Known): Found => shown('channel', known, /channel|categor|template/i);

export function click(known: Known): Found {
  const found = shown('click', known, /\bclick\b/);
  return found.result === 'unknown' && known.story ? pass(told('click-well-formed')) : found;
}

const notesOf = ({ story, device }: Known): readonly string[] => [
  ...(story?.notes ?? []),
  ...(device?.outcome?.notes ?? []),
];

const letterOf = (
  { deadLetters = [] }: Known,
  isMeant: (letter: KnownDeadLetter) => boolean,
): KnownDeadLetter | undefined => deadLetters.find(isMeant);

function byLetter({ topic, reason, detail, atMs }: KnownDeadLetter): Found {
  const known = (DEAD_LETTER as { readonly [reason: string]: Reason | undefined })[reason];
  return fail(words(told('dead-letter', { topic, at: timeOf(atMs), reason }), known?.means, detail), known);
}
