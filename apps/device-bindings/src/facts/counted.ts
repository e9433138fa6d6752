// Of all reports of a session about one phone the last one before the session's end counts. A report after the end is refused, and must not
// replace a good one. Reports and ends come on two topics in any order, so some earlier reports are kept until the end tells which of
// them counts. Pure.
import { isLater, type Report, type Body } from './facts';

/** Of the reports before the last one so many are kept, and the first. So many may follow the end before the end itself is read. */
const EARLIER_KEPT = 4;

/**
 * All are reports of one session about one phone, in any order and any number. The result is the last report before the end, with earlier
 * ones in it. If there is none, it is the client's first report after the end, which binds nothing. If only successors that we made
 * ourselves follow the end, there is no result: they are no reports of the client.
 */
export function countedOf(
  reports: readonly [Report, ...Report[]],
  endAtMs: number | undefined,
): Report | undefined {
  const [some, ...others] = reports;
  if (others.length === 0 && some.earlier === undefined) return isCounted(some, endAtMs) ? some : undefined;
  const all = inOrder(
    reports.flatMap((report) => [report, ...(report.earlier ?? [])]),
    some,
  );
  const inTime = all.filter(({ reportedAtMs }) => endAtMs === undefined || reportedAtMs < endAtMs);
  const [last, ...earlier] = inTime.length > 0 ? inTime : all.filter(({ origin }) => origin === '').slice(-1);
  if (!last) return undefined;
  const waitingSinceMs = reports.find((report) => report.waitingSinceMs !== undefined)?.waitingSinceMs;
  return {
    ...keyOf(some),
    ...bodyOf(last),
    ...(earlier.length > 0 && { earlier: kept(earlier).map(bodyOf) }),
    ...(waitingSinceMs !== undefined && { waitingSinceMs }),
  };
}

/** A report alone, as nearly all are when they are loaded: nothing is to be ordered or copied. */
const isCounted = ({ reportedAtMs, origin }: Report, endAtMs: number | undefined): boolean =>
  endAtMs === undefined || reportedAtMs < endAtMs || origin === '';

/** Whether two reports are equal, including their earlier reports. */
export function isSame(one: Report, other: Report): boolean {
  const [a, b] = [one, other].map((report) => [report, ...(report.earlier ?? [])].map(idOf));
  return a?.length === b?.length && a?.every((id, i) => id === b?.[i]) === true;
}

const keyOf = ({ app, user, device, session, tokenHash }: Report): Omit<Report, keyof Body> => ({
  ...{ app, user, device, session, tokenHash },
});

/** Newest first, each once. */
function inOrder(bodies: readonly Body[], key: Report): Body[] {
  const once = new Map(bodies.map((each) => [idOf(each), each]));
  return [...once.values()].sort((a, b) => {
    const [one, other] = [
      { ...key, ...a },
      { ...key, ...b },
    ];
    if (isLater(one, other)) return -1;
    return isLater(other, one) || idOf(b) > idOf(a) ? 1 : -1;
  });
}

const kept = (earlier: readonly Body[]): Body[] =>
  earlier.length <= EARLIER_KEPT ? [...earlier] : [...earlier.slice(0, EARLIER_KEPT), ...earlier.slice(-1)];

const bodyOf = ({ kind, certificateId, token, reportedAtMs, place, origin }: Body): Body => ({
  ...{ kind, certificateId, token, reportedAtMs, place, origin },
});

const idOf = ({ kind, certificateId, token, reportedAtMs, place, origin }: Body): string =>
  [reportedAtMs, place, kind, certificateId, token, origin].join('\u0000');
