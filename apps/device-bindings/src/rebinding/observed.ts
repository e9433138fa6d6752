// What a merge changed for the sessions that it may touch. Pure.
import type { BindingChanged } from '@offline-push/contracts';
import type { Report, SessionKey } from '../facts/facts';
import { difference, endedClaims } from '../standing/announce';
import { type Standing, standingOf } from '../standing/standing';
import { touchedBy } from '../standing/touched';
import type { Draft } from './draft';

/** Announces what `merge` changed, and answers as `merge` does. */
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
  // What ends is told before what begins: nobody ever hears of two holders of one token.
  changes.push(...differences.filter(isEnd), ...differences.filter((change) => !isEnd(change)));
  return answer;
}

const isEnd = ({ change }: BindingChanged): boolean => change === 'unbound';
