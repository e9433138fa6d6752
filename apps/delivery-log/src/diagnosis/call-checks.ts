// Checks 21 to 28: the call, what the phone did, and the tests that a person asks for. Pure.
import { RECEIPT_REASONS, RECEIPT_REMEDIES, remedyOfCode } from '@offline-push/contracts';
import { entryNamed } from '@offline-push/vendors/catalog';
import type { Receipt } from '../story/story';
import { blameOf, byCalls, callsOf } from './blame';
import { NO_MESSAGE } from './decided';
import { fail, type Found, pass, timeOf, unknown, words } from './finding';
import type { Known, KnownLane } from './known';

const NOT_TAKEN = 'The vendor has not taken it.';
const WITHIN_MS = 60_000;
const CLOSED: ReadonlySet<KnownLane['state']> = new Set([
  'closed',
  'throttled',
  'credential-refused',
  'paused',
]);

export function attempted(known: Known): Found {
  const { story, device, lane } = known;
  const calls = callsOf(known);
  if (calls > 0) return pass(`The vendor was called ${calls} time(s).`);
  const called = byCalls('attempted', known);
  if (called !== undefined) return called;
  const isWaiting = device?.address !== undefined && device.outcome === undefined;
  if (lane !== undefined && CLOSED.has(lane.state) && (isWaiting || story === undefined)) return closed(lane);
  if (story === undefined || story === null) return unknown(NO_MESSAGE);
  return isWaiting ? unknown('It waits for its lane.') : fail('The vendor was never called for it.');
}

function closed({ state, untilMs, code, says, atMs }: KnownLane): Found {
  const until = untilMs === undefined ? '' : ` until ${timeOf(untilMs)}`;
  return fail(
    words(`The lane is ${state}${until}, told at ${timeOf(atMs)}.`, code, says),
    remedyOfCode(state === 'paused' ? 'lane-paused' : code),
  );
}

export function accepted(known: Known): Found {
  const { outcome } = known.device ?? {};
  const blame = blameOf(known);
  if (outcome?.state === 'accepted') {
    const id = outcome.vendorMessageId;
    return pass(
      `${outcome.vendor} took it at ${timeOf(outcome.atMs)}${id === undefined ? '' : ` as ${id}`}.`,
    );
  }
  if (blame === undefined) return unknown('There is no answer of the vendor.');
  // The quota has a check of its own, which comes later.
  return blame.check === 'quota' ? unknown('Not yet: see the quota.') : blame.found;
}

export function quota(known: Known): Found {
  const { device, lane } = known;
  const called = byCalls('quota', known);
  const throttled = device?.attempts.filter(({ verdict }) => verdict === 'throttled').length ?? 0;
  if (called?.result === 'pass' && throttled > 0)
    return pass(`The vendor throttled ${throttled} call(s), and took it afterwards.`);
  if (called !== undefined) return called;
  if (lane?.state === 'throttled' && device?.outcome === undefined) return closed(lane);
  return callsOf(known) > 0 ? pass('No call was throttled.') : unknown('It did not come to a call.');
}

const reported = ({ device }: Known, ...events: Receipt['event'][]): Receipt | undefined =>
  device?.receipts.find(({ event }) => events.includes(event));

export function arrived(known: Known): Found {
  const gone = reported(known, 'token-dead');
  if (gone !== undefined) return byReceipt(gone);
  const seen = reported(known, 'arrived', 'clicked', 'removed', 'blocked');
  if (seen !== undefined) return pass(`The vendor reports: ${seen.event} at ${timeOf(seen.atMs)}.`);
  const { outcome } = known.device ?? {};
  if (outcome?.state !== 'accepted') return unknown(NOT_TAKEN);
  const entry = entryNamed(outcome.vendor);
  return unknown(
    entry?.receipts === undefined
      ? `${entry?.displayName ?? outcome.vendor} does not report arrivals to us.`
      : `${entry.displayName} has not reported it.`,
  );
}

export function notificationSwitch(known: Known): Found {
  const blocked = reported(known, 'blocked');
  if (blocked !== undefined) return byReceipt(blocked);
  const seen = reported(known, 'arrived', 'clicked', 'removed');
  return seen === undefined ? unknown('No phone and no vendor said so.') : pass(`It was ${seen.event}.`);
}

export function clicked(known: Known): Found {
  const click = reported(known, 'clicked');
  if (click !== undefined) return pass(`Opened at ${timeOf(click.atMs)}.`);
  const removed = reported(known, 'removed');
  return removed === undefined ? unknown('Nobody reported a click.') : byReceipt(removed);
}

const byReceipt = ({ event, atMs, code }: Receipt): Found =>
  fail(words(`${event} at ${timeOf(atMs)}.`, code, RECEIPT_REASONS[event]), RECEIPT_REMEDIES[event]);

export function probe({ probe: test }: Known): Found {
  if (test === undefined) return unknown('No test was made.');
  const said = words(`At ${timeOf(test.atMs)}.`, test.code, test.says);
  return test.isGood ? pass(said) : fail(said, remedyOfCode(test.code));
}

export function endToEnd(known: Known): Found {
  const receipt = reported(known, 'arrived', 'clicked');
  const sentAtMs = known.story?.sentAtMs;
  const last =
    receipt !== undefined && sentAtMs !== undefined
      ? { sentAtMs, arrivedAtMs: receipt.atMs }
      : known.lastArrival;
  if (last === undefined) return unknown('No arrival at this device is known.');
  const said = `Sent at ${timeOf(last.sentAtMs)}, at the phone at ${timeOf(last.arrivedAtMs)}.`;
  return last.arrivedAtMs - last.sentAtMs <= WITHIN_MS ? pass(said) : fail(said);
}
