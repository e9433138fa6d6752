// Of all that a session said about one phone, what counts: the last report before the session's end. What it says behind its end is
// refused, and must not take the place of a claim that was good. Facts of two topics come in any order, so the reports before the last one
// are kept until the end says which of them counts. Pure.
import { isLater, type Report, type Said } from './facts';

/** Of the reports before the last one: these many, and the first. So many may come behind the end before the end itself is read. */
const EARLIER_KEPT = 4;

/**
 * Both are of one session and one phone. Gives the same in any order and any number of times: the reports before the end, last one first;
 * without any, the first that the client made behind it, which binds nothing. A successor that we gave to a claim behind the end is nobody's
 * report, so nothing may be left.
 */
export function countedOf(
  reports: readonly [Report, ...Report[]],
  endAtMs: number | undefined,
): Report | undefined {
  const [some] = reports;
  const said = inOrder(
    reports.flatMap((report) => [report, ...(report.earlier ?? [])]),
    some,
  );
  const inTime = said.filter(({ reportedAtMs }) => endAtMs === undefined || reportedAtMs < endAtMs);
  const [last, ...earlier] =
    inTime.length > 0 ? inTime : said.filter(({ origin }) => origin === '').slice(-1);
  if (!last) return undefined;
  const waitingSinceMs = reports.find((report) => report.waitingSinceMs !== undefined)?.waitingSinceMs;
  return {
    ...keyOf(some),
    ...saidOf(last),
    ...(earlier.length > 0 && { earlier: kept(earlier).map(saidOf) }),
    ...(waitingSinceMs !== undefined && { waitingSinceMs }),
  };
}

/** Whether the two say the same, to the last of the earlier reports. */
export function isSame(one: Report, other: Report): boolean {
  const [a, b] = [one, other].map((report) => [report, ...(report.earlier ?? [])].map(idOf));
  return a?.length === b?.length && a?.every((id, i) => id === b?.[i]) === true;
}

const keyOf = ({ app, user, device, session, tokenHash }: Report): Omit<Report, keyof Said> => ({
  ...{ app, user, device, session, tokenHash },
});

/** Last one first, each once. */
function inOrder(said: readonly Said[], key: Report): Said[] {
  const once = new Map(said.map((each) => [idOf(each), each]));
  return [...once.values()].sort((a, b) => {
    const [one, other] = [
      { ...key, ...a },
      { ...key, ...b },
    ];
    if (isLater(one, other)) return -1;
    return isLater(other, one) || idOf(b) > idOf(a) ? 1 : -1;
  });
}

const kept = (earlier: readonly Said[]): Said[] =>
  earlier.length <= EARLIER_KEPT ? [...earlier] : [...earlier.slice(0, EARLIER_KEPT), ...earlier.slice(-1)];

const saidOf = ({ kind, certificateId, token, reportedAtMs, place, origin }: Said): Said => ({
  ...{ kind, certificateId, token, reportedAtMs, place, origin },
});

const idOf = (said: Said): string =>
  [said.reportedAtMs, said.place, said.kind, said.certificateId, said.token, said.origin].join('\u0000');
