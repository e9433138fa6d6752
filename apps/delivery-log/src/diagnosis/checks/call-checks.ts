// Checks 21 to 28: the call, what the phone did, and the tests that a person asks for. Pure.
import { reasonOfCode, RECEIPT, told } from '@offline-push/contracts';
import { entryNamed } from '@offline-push/vendors/catalog';
import type { Receipt } from '../../story/story';
import { blameOf, byCalls, callsOf } from '../blame';
import { NO_MESSAGE } from '../decided';
import { fail, type Found, pass, timeOf, unknown, words } from '../finding';
import type { Known, KnownLane } from '../known';
import { letterOn } from '../letters';

const NOT_TAKEN = told('not-taken');
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
  if (calls > 0) return pass(told('called-times', { count: calls }));
  const called = byCalls('attempted', known);
  if (called !== undefined) return called;
  const letter = letterOn('attempted', known);
  if (letter !== undefined) return letter;
  const isWaiting = device?.address !== undefined && device.outcome === undefined;
  if (lane !== undefined && CLOSED.has(lane.state) && (isWaiting || story === undefined)) return closed(lane);
  if (story === undefined || story === null) return unknown(NO_MESSAGE);
  return isWaiting ? unknown(told('waits')) : fail(told('never-called'));
}

function closed({ state, untilMs, code, says, atMs }: KnownLane): Found {
  const at = timeOf(atMs);
  const is =
    untilMs === undefined
      ? told('lane-is', { state, at })
      : told('lane-is-until', { state, at, until: timeOf(untilMs) });
  return fail(words(is, code, says), reasonOfCode(state === 'paused' ? 'lane-paused' : code));
}

export function accepted(known: Known): Found {
  const { outcome } = known.device ?? {};
  const blame = blameOf(known);
  if (outcome?.state === 'accepted') {
    const id = outcome.vendorMessageId;
    const taken = { vendor: outcome.vendor, at: timeOf(outcome.atMs) };
    return pass(id === undefined ? told('taken-by', taken) : told('taken-as', { ...taken, id }));
  }
  if (blame === undefined) return unknown(told('no-answer'));
  // The quota has a check of its own, which comes later.
  return blame.check === 'quota' ? unknown(told('see-quota')) : blame.found;
}

export function quota(known: Known): Found {
  const { device, lane } = known;
  const called = byCalls('quota', known);
  const throttled = device?.attempts.filter(({ verdict }) => verdict === 'throttled').length ?? 0;
  if (called?.result === 'pass' && throttled > 0)
    return pass(told('throttled-then-taken', { count: throttled }));
  if (called !== undefined) return called;
  if (lane?.state === 'throttled' && device?.outcome === undefined) return closed(lane);
  return callsOf(known) > 0 ? pass(told('not-throttled')) : unknown(told('not-called'));
}

const reported = ({ device }: Known, ...events: Receipt['event'][]): Receipt | undefined =>
  device?.receipts.find(({ event }) => events.includes(event));

export function arrived(known: Known): Found {
  const gone = reported(known, 'token-dead');
  if (gone !== undefined) return byReceipt(gone);
  const seen = reported(known, 'arrived', 'clicked', 'removed', 'blocked');
  if (seen !== undefined) return pass(told('vendor-reports', { event: seen.event, at: timeOf(seen.atMs) }));
  const { outcome } = known.device ?? {};
  if (outcome?.state !== 'accepted') return unknown(NOT_TAKEN);
  const entry = entryNamed(outcome.vendor);
  return unknown(
    entry?.receipts === undefined
      ? told('arrivals-not-reported', { vendor: entry?.displayName ?? outcome.vendor })
      : told('arrival-not-reported', { vendor: entry.displayName }),
  );
}

export function notificationSwitch(known: Known): Found {
  const blocked = reported(known, 'blocked');
  if (blocked !== undefined) return byReceipt(blocked);
  const seen = reported(known, 'arrived', 'clicked', 'removed');
  return seen === undefined
    ? unknown(told('switch-not-told'))
    : pass(told('switch-on', { event: seen.event }));
}

export function clicked(known: Known): Found {
  const click = reported(known, 'clicked');
  if (click !== undefined) return pass(told('opened-at', { at: timeOf(click.atMs) }));
  const removed = reported(known, 'removed');
  return removed === undefined ? unknown(told('no-click')) : byReceipt(removed);
}

const byReceipt = ({ event, atMs, code }: Receipt): Found =>
  fail(words(told('receipt-at', { event, at: timeOf(atMs) }), code, RECEIPT[event].means), RECEIPT[event]);

export function probe({ probe: test }: Known): Found {
  if (test === undefined) return unknown(told('no-test'));
  const said = words(told('tested-at', { at: timeOf(test.atMs) }), test.code, test.says);
  return test.isGood ? pass(said) : fail(said, reasonOfCode(test.code));
}

export function endToEnd(known: Known): Found {
  const { story, device, lastArrival } = known;
  const receipt = reported(known, 'arrived', 'clicked');
  const sentAtMs = story?.sentAtMs;
  if (receipt !== undefined && sentAtMs !== undefined) {
    const said = told('sent-and-arrived', { at: timeOf(sentAtMs), arrived: timeOf(receipt.atMs) });
    const taken = device?.outcome && told('taken-at', { at: timeOf(device.outcome.atMs) });
    return receipt.atMs - sentAtMs <= WITHIN_MS ? pass(said) : fail(words(said, taken));
  }
  if (lastArrival === undefined) return unknown(told('no-arrival'));
  const { sentAtMs: at, arrivedAtMs: arrived } = lastArrival;
  const said = told('quickest-arrival', { at: timeOf(at), arrived: timeOf(arrived) });
  return arrived - at <= WITHIN_MS ? pass(said) : fail(said);
}
