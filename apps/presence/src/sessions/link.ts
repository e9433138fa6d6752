// The links of a session: which of its connections is up, since when, and what the app said of itself over it. A gateway names the link,
// itself, both or nothing; what is not named fits every name. All that is kept is a newest or a first time, so that any order and any
// repetition of facts gives the same links. Which link is up is derived when somebody asks.

export const PHASES = ['unknown', 'foreground', 'background'] as const;
export type Phase = (typeof PHASES)[number];

export interface PhaseFact {
  phase: Exclude<Phase, 'unknown'>;
  atMs: number;
}

/** Times are those of the records, 0: never. */
export interface Link {
  /** '': not named. */
  gateway: string;
  /** '': not named. */
  link: string;
  firstAtMs: number;
  /** The newest sign of life: a login, a connect, a heartbeat, a phase. */
  aliveAtMs: number;
  /** The same sign by the gateway's clock, if that says it is older. */
  seenAtMs: number;
  /** Each `disconnected` that names the link just so: the newest three, newest first. */
  downsAtMs: readonly number[];
  /** The newest two, newest first: of the second one follows what the app was before. */
  phases: readonly PhaseFact[];
}

/** A session with more links than this forgets the oldest, those that are up last: gateways tell late, and all at once, of links that broke. */
const MAX_LINKS = 8;
const MAX_PHASES = 2;
/** A gateway repeats itself; what counts is the first one after the newest sign of life. */
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

/** Of two phases at one instant background is the later one: rather a ring than a loss. */
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
 * When the link ended; 0: it is up. A link with a name ends with the `disconnected` of that name, for good: a new connection has a new
 * one. A `disconnected` without a name ends what was not heard of after it, and one with a name ends links without one likewise. Of
 * several the first counts: gateways repeat themselves.
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

/** What the app was at that time, as far as the link tells: a new connection begins with `unknown`. */
export function phaseAt(link: Link, links: readonly Link[], atMs: number): Phase {
  const told = link.link === '' ? link.phases : toldOf(link, links);
  const sinceMs = link.link === '' ? reconnectedAfterMs(link, links) : 0;
  const valid = told.filter((it) => it.atMs > sinceMs);
  const then = valid.find((it) => it.atMs <= atMs);
  if (then !== undefined) return then.phase;
  // Nothing older is known: if the older of two phases is background already, the app may have been there for long.
  return valid.length >= MAX_PHASES && valid.at(-1)?.phase === 'background' ? 'background' : 'unknown';
}

/** The phases of a link with a name: its own, and those that named no link while it was there. */
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

/** The `disconnected` before the newest sign of life: what a link without a name said before that, another connection said. */
function reconnectedAfterMs(link: Link, links: readonly Link[]): number {
  let afterMs = 0;
  for (const other of links) {
    const isOfAnother = other.link !== '' && other.aliveAtMs > 0;
    if (isOfAnother || !mayBeOne(other.gateway, link.gateway)) continue;
    afterMs = Math.max(afterMs, other.downsAtMs.find((downMs) => downMs < link.aliveAtMs) ?? 0);
  }
  return afterMs;
}
