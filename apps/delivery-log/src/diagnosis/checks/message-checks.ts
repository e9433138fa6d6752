// Checks 14 to 20: is it a message that pushes, and does the vendor take what it shows? Pure.
import { type CheckId, told } from '@offline-push/contracts';
import { byCalls, callsOf } from '../blame';
import { byAddressing, byGate, gateWouldSay, NO_MESSAGE } from '../decided';
import { fail, type Found, pass, timeOf, unknown } from '../finding';
import type { Known } from '../known';
import { letterOn } from '../letters';

const NOT_CALLED = told('not-called');

export function pushes(known: Known): Found {
  const { story } = known;
  const letter = letterOn('pushes', known);
  if (letter !== undefined) return letter;
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
  const letter = letterOn('duplicate', known);
  if (letter !== undefined) return letter;
  if (story === undefined || story === null) return unknown(NO_MESSAGE);
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

/** Of what vendors judge: their answer counts most, then what our own door left out, or made shorter. */
function shown(id: CheckId, known: Known, field: RegExp): Found {
  const called = byCalls(id, known);
  if (called?.result === 'fail') return called;
  const letter = letterOn(id, known);
  if (letter !== undefined) return letter;
  const lost = known.story?.notes?.find((note) => LEFT_OUT.find(([, words]) => words.test(note))?.[0] === id);
  if (lost !== undefined) return fail(told('went-without', { note: lost }));
  const notes = notesOf(known).filter((note) => field.test(note));
  if (notes.length > 0) return pass(told('went-shorter', { notes: notes.join('; ') }));
  return called ?? (callsOf(known) > 0 ? pass(told('called-with-it')) : unknown(NOT_CALLED));
}

/** Notes of the door on what no vendor can take. The first that its words fit. */
const LEFT_OUT: readonly [CheckId, RegExp][] = [
  ['length', /^push\.ext: left out: .*characters/],
  ['ext', /^push\.ext: left out/],
  ['click', /^push\.click: left out/],
];

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
