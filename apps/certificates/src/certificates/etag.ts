// ETag and If-Match of certificates: two operators must not overwrite each other during the delay. The tag also names the version in
// force, because the answer changes when a version's time comes; only the revision counts for a match.
import type { Certificate } from './certificate';
import { versionsAt } from './effective';

/** For instance `"7.3"`: seventh change, third version in force. */
export const etagOf = (certificate: Certificate, nowMs: number): string =>
  `"${certificate.revision}.${versionsAt(certificate, nowMs).current?.version ?? 0}"`;

/** The revisions that an If-Match names. Undefined: it names none, so the caller does not know what it would overwrite. */
export function revisionsIn(ifMatch: string | undefined): readonly number[] | undefined {
  const tags = (ifMatch ?? '').split(',').map((tag) => /^\s*"([1-9]\d{0,9})\.\d{1,10}"\s*$/.exec(tag)?.[1]);
  const revisions = tags.filter((tag) => tag !== undefined).map(Number);
  return isAnyTag(ifMatch) ? revisions : undefined;
}

/** `*` would overwrite whatever is there, and an empty header is no condition at all. */
const isAnyTag = (ifMatch: string | undefined): boolean => {
  const text = ifMatch?.trim() ?? '';
  return text !== '' && text !== '*';
};
