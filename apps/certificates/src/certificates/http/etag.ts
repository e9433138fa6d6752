// ETag and If-Match of certificates keep two operators from overwriting each other. The tag also names the version in force and what
// other services found out: the answer changes with both, and a reader with If-None-Match must get it. Only the revision counts for a
// match.
import { createHash } from 'node:crypto';
import { type Known, UNKNOWN } from '../../health/health';
import type { Certificate } from '../certificate';
import { versionsAt } from '../effective';

/** For instance `"7.3"`: seventh change, third version in force; `"7.3.4105"`: and something is known of its pushes. */
export function etagOf(certificate: Certificate, nowMs: number, known: Known = UNKNOWN): string {
  const inForce = versionsAt(certificate, nowMs).current?.version ?? 0;
  const digest = digestOf({ ...known, resumedAtMs: certificate.resumedAtMs ?? undefined });
  return `"${[certificate.revision, inForce, ...digest].join('.')}"`;
}

function digestOf(found: object): number[] {
  if (Object.values(found).every((value) => value === undefined)) return [];
  return [createHash('sha256').update(JSON.stringify(found)).digest().readUInt32BE()];
}

/** A parsed If-Match. `absent` also stands for `*`, which would overwrite unseen changes. `unreadable` means no entity tags. */
export type Condition =
  | { readonly is: 'absent' | 'unreadable' }
  | { readonly is: 'tags'; readonly revisions: readonly number[]; readonly hasWeak: boolean };

/** RFC 9110, 8.8.3. Quotes may be missing, because shells remove them. Our tags have no commas. */
const TAG = /^(W\/)?(?:"[\x21\x23-\x7e\x80-\xff]*"|\d{1,10}(?:\.\d{1,10}){1,2})$/;
const OURS = /^"?([1-9]\d{0,9})(?:\.\d{1,10}){1,2}"?$/;
/** The most tags that are read. */
const MAX_LENGTH = 1000;

/** A weak tag never matches (strong comparison), because a proxy has changed the answer that it came with. */
export function conditionOf(ifMatch: string | undefined): Condition {
  const text = ifMatch?.trim() ?? '';
  if (text === '' || text === '*') return { is: 'absent' };
  const tags = text
    .slice(0, MAX_LENGTH)
    .split(',')
    .map((tag) => tag.trim());
  if (text.length > MAX_LENGTH || !tags.every((tag) => TAG.test(tag))) return { is: 'unreadable' };
  const revisions = tags.flatMap((tag) => OURS.exec(tag)?.[1] ?? []).map(Number);
  return { is: 'tags', revisions, hasWeak: tags.some((tag) => tag.startsWith('W/')) };
}
