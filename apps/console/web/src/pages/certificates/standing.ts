// How a certificate stands, as one state with its words: what needs a person comes before what waits, and that before what is well. Pure.
import type { State } from '../../parts/state';
import type { CERTIFICATES } from '../../texts/certificates';
import type { CertificateView } from './queries';

type Texts = (typeof CERTIFICATES)['en'];

export interface StandsAs {
  readonly state: State;
  readonly word: string;
  /** A version waits until then. */
  readonly untilMs?: number;
}

const DAY_MS = 86_400_000;
/** As the service warns first. */
const SOON_DAYS = 30;

export function standingOf(certificate: CertificateView, nowMs: number, { states: t }: Texts): StandsAs {
  const { state, health, expiresAtMs, current, next } = certificate;
  if (state === 'deleted') return { state: 'stopped', word: t.deleted };
  if (state === 'disabled') return { state: 'stopped', word: t.disabled };
  if (health.state === 'refused') return { state: 'failed', word: t.refused };
  if (health.state === 'unopened') return { state: 'failed', word: t.unopened };
  if (expiresAtMs !== null && expiresAtMs <= nowMs) return { state: 'failed', word: t.expired };
  if (next !== null) {
    const word = current === null ? t.waitingFirst(next.version) : t.waiting(current.version, next.version);
    return { state: 'waiting', word, untilMs: next.effectiveAtMs };
  }
  const days = expiresAtMs === null ? Infinity : Math.ceil((expiresAtMs - nowMs) / DAY_MS);
  if (days <= SOON_DAYS) return { state: 'waiting', word: t.expires(days) };
  return { state: 'done', word: health.state === 'good' ? t.inForce : t.inForceUnused };
}

/** `9:41`, `1:02:07`. */
export function leftWord(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  const two = (part: number) => String(part).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
