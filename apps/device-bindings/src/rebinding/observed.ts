// Compares the standings of sessions before and after a merge, and adds the differences to the changes. Pure.
import type { BindingChanged } from '@offline-push/contracts';
import type { Report, SessionKey } from '../facts/facts';
import { difference, endedClaims } from '../standing/announce';
import { type Standing, standingOf } from '../standing/standing';
import { touchedBy } from '../standing/touched';
import type { Draft } from './draft';

/** Runs `merge`, adds what it changed to the draft's changes, and returns what `merge` returns. */
export function observed<T>(
  { known, changes }: Draft,
  reports: readonly Report[],
  keys: readonly SessionKey[],
  merge: () => T,
): T {
  const tokens = [...new Set(reports.map((report) => report.tokenHash).filter((hash) => hash !== ''))];
  const before = touchedBy(known, [...keys, ...reports], tokens).map((key): [SessionKey, Standing] => [
    key,
    standingOf(known, key),
  ]);
  const holders = tokens.map((hash) => known.holderOf(hash)).filter((holder) => holder !== undefined);
  const answer = merge();
  const differences = before.flatMap(([key, was]) => difference(key, was, standingOf(known, key)));
  differences.push(...endedClaims(known, holders));
  // Ends come before beginnings, so that a listener never sees two holders of one token.
  changes.push(...differences.filter(isEnd), ...differences.filter((change) => !isEnd(change)));
  return answer;
}

const isEnd = ({ change }: BindingChanged): boolean => change === 'unbound';
