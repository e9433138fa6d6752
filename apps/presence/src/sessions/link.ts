// The links of a session, which are its connections to gateways: which is up, since when, and in which phase the app is. A gateway may
// name the link, itself, both or nothing; a missing name matches every name. Only newest and first times are kept, so that facts in any
// order and any number give the same links. Whether a link is up is computed when it is needed.

export const PHASES = ['unknown', 'foreground', 'background'] as const;
export type Phase = (typeof PHASES)[number];

export interface PhaseFact {
  phase: Exclude<Phase, 'unknown'>;
  atMs: number;
}

/** Times are those of the Kafka records; 0 means never. */
export interface Link {
  /** '' if not named. */
  gateway: string;
  /** '' if not named. */
  link: string;
  firstAtMs: number;
  /** The newest sign of life: a login, a connect, a heartbeat, a phase. */
  aliveAtMs: number;
  /** The same sign of life by the gateway's clock, if that is older. */
  seenAtMs: number;
  /** Times of `disconnected` with exactly these names: the newest three, newest first. */
  downsAtMs: readonly number[];
  /** The newest two, newest first. The second one tells the phase before the newest. */
  phases: readonly PhaseFact[];
}

/** A session keeps so many links. The oldest go first, links that are up go last: gateways report many broken links late and at once. */
const MAX_LINKS = 8;
const MAX_PHASES = 2;
/** Gateways repeat a `disconnected`. The first one after the newest sign of life counts. */
export const MAX_DOWNS = 3;

export function mergeLinks(a: readonly Link[], b: readonly Link[]): readonly Link[] {
  if (b.length === 0) return a;
  const merged = [...a];
  for (const link of b) {
    const at = merged.findIndex((it) => it.link === link.link && it.gateway === link.gateway);
    const held = merged[at];
    if (held === undefined) merged.push(link);
    else merged[at] = mergeLink(held, link);
  }
  return merged.length === 1 ? merged : newest(merged).sort(byName);
}

function mergeLink(a: Link, b: Link): Link {
  return {
    gateway: a.gateway,
    link: a.link,
    firstAtMs: firstOf(a.firstAtMs, b.firstAtMs),
    aliveAtMs: Math.max(a.aliveAtMs, b.aliveAtMs),
    seenAtMs: Math.max(a.seenAtMs, b.seenAtMs),
    downsAtMs: mergeDowns(a.downsAtMs, b.downsAtMs),
    phases: mergePhases(a.phases, b.phases),
  };
}

/** The earlier of two times, of which 0 means never. */
export const firstOf = (a: number, b: number): number => (a === 0 || b === 0 ? a + b : Math.min(a, b));

function mergeDowns(a: readonly number[], b: readonly number[]): readonly number[] {
  if (b.length === 0) return a;
  if (a.length === 0) return b;
  return [...new Set([...a, ...b])].sort((one, other) => other - one).slice(0, MAX_DOWNS);
}

function mergePhases(a: readonly PhaseFact[], b: readonly PhaseFact[]): readonly PhaseFact[] {
  if (b.length === 0) return a;
  if (a.length === 0) return b;
  return [...a, ...b].sort(laterPhaseFirst).filter(isNew).slice(0, MAX_PHASES);
}

/** Of two phases at the same time, background counts as later: a push too many is better than a message that nobody sees. */
const laterPhaseFirst = (a: PhaseFact, b: PhaseFact): number =>
  b.atMs - a.atMs || PHASES.indexOf(b.phase) - PHASES.indexOf(a.phase);

const isNew = (it: PhaseFact, i: number, all: readonly PhaseFact[]): boolean =>
  i === 0 || it.atMs !== all[i - 1]?.atMs || it.phase !== all[i - 1]?.phase;

function newest(links: Link[]): Link[] {
  if (links.length <= MAX_LINKS) return links;
  const ageOf = (it: Link): number => Math.max(it.aliveAtMs, it.downsAtMs[0] ?? 0);
  const ups = new Set(links.filter((it) => isUp(it, links)));
  const rank = (a: Link, b: Link): number => Number(ups.has(b)) - Number(ups.has(a)) || ageOf(b) - ageOf(a);
  return links.sort((a, b) => rank(a, b) || byName(a, b)).slice(0, MAX_LINKS);
}

const byName = (a: Link, b: Link): number => compared(a.gateway, b.gateway) || compared(a.link, b.link);
const compared = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * When the link ended; 0 if it is up. A `disconnected` with the link's name ends it for good, because a new connection has a new name.
 * Where the link or the `disconnected` has no name, it ends the link only if no sign of life came later. Of several ends the first counts,
 * because gateways repeat themselves.
 */
export function endedAtMs(link: Link, links: readonly Link[]): number {
  let endMs = 0;
  for (const other of links) {
    if (other.downsAtMs.length === 0 || !mayBeOne(other.gateway, link.gateway)) continue;
    const isItsOwn = link.link !== '' && other.link === link.link;
    const isNameless = other.link === '' || link.link === '';
    for (const downMs of other.downsAtMs)
      if (isItsOwn || (isNameless && downMs >= link.aliveAtMs)) endMs = firstOf(endMs, downMs);
  }
  return endMs;
}

const mayBeOne = (a: string, b: string): boolean => a === b || a === '' || b === '';

export const isUp = (link: Link, links: readonly Link[]): boolean =>
  link.aliveAtMs > 0 && endedAtMs(link, links) === 0;

/** The app's phase at that time, as told over this link. A new connection begins with `unknown`. */
export function phaseAt(link: Link, links: readonly Link[], atMs: number): Phase {
  const told = link.link === '' ? link.phases : toldOf(link, links);
  const sinceMs = link.link === '' ? reconnectedAfterMs(link, links) : 0;
  const valid = told.filter((it) => it.atMs > sinceMs);
  const then = valid.find((it) => it.atMs <= atMs);
  if (then !== undefined) return then.phase;
  // No older phase is kept. If the older of two is background, the app may have been in background for long.
  return valid.length >= MAX_PHASES && valid.at(-1)?.phase === 'background' ? 'background' : 'unknown';
}

/** The phases of a link with a name: its own, and those that named no link while this link existed. */
function toldOf(link: Link, links: readonly Link[]): readonly PhaseFact[] {
  let { phases } = link;
  for (const other of links)
    if (other.link === '' && other !== link && mayBeOne(other.gateway, link.gateway))
      phases = mergePhases(
        phases,
        other.phases.filter((it) => it.atMs >= link.firstAtMs),
      );
  return phases;
}

/** The `disconnected` before the newest sign of life. Phases of a nameless link before it belong to an earlier connection. */
function reconnectedAfterMs(link: Link, links: readonly Link[]): number {
  let afterMs = 0;
  for (const other of links) {
    const isOfAnother = other.link !== '' && other.aliveAtMs > 0;
    if (isOfAnother || !mayBeOne(other.gateway, link.gateway)) continue;
    afterMs = Math.max(afterMs, other.downsAtMs.find((downMs) => downMs < link.aliveAtMs) ?? 0);
  }
  return afterMs;
}
