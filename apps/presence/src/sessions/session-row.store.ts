// How a session is written in a row, for the two stores that read and write it. Times have a fraction that orders events within a ms; a
// double holds it. Links are the text of one column: a line per link, fields separated by tabs. No name holds a control character.
import type { Link, PhaseFact } from './link';
import type { KnownSession, Session } from './session';

export type SessionKey = Pick<Session, 'app' | 'user' | 'device' | 'session'>;

export const KEY_COLUMNS = `app, user_id as "user", device, session`;

export const SESSION_COLUMNS = `${KEY_COLUMNS}, platform, platform_at_ms as "platformAtMs", login, ended_at_ms as "endedAtMs",
  logged_in_at_ms as "loggedInAtMs", links, seen_at_ms as "seenAtMs", active_at_ms as "activeAtMs"`;

/** Adds what listeners were told, and the version that a save expects in the row. */
export const KNOWN_COLUMNS = `${SESSION_COLUMNS}, announced, refused_at_ms as "refusedAtMs", version`;

export type Row<S extends Session> = Omit<S, 'links'> & { links: string };

/** The same row objects, with their links parsed in place. */
export function sessionsOf<S extends Session = KnownSession>(rows: readonly Row<S>[]): S[] {
  for (const row of rows) (row as unknown as Session).links = unpackLinks(row.links);
  return rows as unknown as S[];
}

export const keyColumns = (keys: readonly SessionKey[]): string[][] => [
  keys.map((it) => it.app),
  keys.map((it) => it.user),
  keys.map((it) => it.device),
  keys.map((it) => it.session),
];

export const packLinks = (links: readonly Link[]): string => links.map(packLink).join('\n');

const packLink = (it: Link): string =>
  [
    ...[it.gateway, it.link, it.firstAtMs, it.aliveAtMs, it.seenAtMs, it.downsAtMs.join(',')],
    ...it.phases.flatMap(({ phase, atMs }) => [phase, atMs]),
  ].join('\t');

const unpackLinks = (text: string): readonly Link[] => (text === '' ? [] : text.split('\n').map(unpackLink));

function unpackLink(line: string): Link {
  const [gateway = '', link = '', firstAtMs, aliveAtMs, seenAtMs, downsAtMs = '', ...phases] =
    line.split('\t');
  return {
    gateway,
    link,
    firstAtMs: Number(firstAtMs),
    aliveAtMs: Number(aliveAtMs),
    seenAtMs: Number(seenAtMs),
    downsAtMs: downsAtMs === '' ? [] : downsAtMs.split(',').map(Number),
    phases: unpackPhases(phases),
  };
}

function unpackPhases(fields: readonly string[]): PhaseFact[] {
  const phases: PhaseFact[] = [];
  for (let i = 0; i + 1 < fields.length; i += 2)
    phases.push({ phase: fields[i] as PhaseFact['phase'], atMs: Number(fields[i + 1]) });
  return phases;
}
