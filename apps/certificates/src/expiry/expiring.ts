// When is an end of a credential news? A month, a week and a day before, and when it is over; each once. Pure.
import type { CertificateExpiring } from '@offline-push/contracts';

const DAY_MS = 24 * 3_600_000;
/** In days before the end. */
const STAGES = [0, 1, 7, 30] as const;

/** A credential with an end, and what was told about it. */
export interface Ending {
  id: number;
  app: string;
  vendor: string;
  name: string;
  state: 'enabled' | 'disabled';
  /** The version that was saved last: who has saved a new credential needs no warning. */
  version: number;
  what: string;
  expiresAtMs: number;
  /** The last end that was told, and the stage that it was told at. */
  told: { expiresAtMs: number; daysLeft: number } | null;
}

export interface Notice {
  event: CertificateExpiring;
  /** In days: what `told` will remember. */
  stage: number;
}

/** Undefined: there is no news. A disabled certificate is none: it reaches nobody. */
export function noticeOf(ending: Ending, nowMs: number): Notice | undefined {
  const stage = stageAt(ending.expiresAtMs - nowMs);
  if (stage === undefined || ending.state === 'disabled' || isTold(ending, stage)) return undefined;
  const { id, app, vendor, name, version, what, expiresAtMs } = ending;
  const daysLeft = daysIn(expiresAtMs - nowMs);
  return { event: { certificateId: id, app, vendor, name, version, what, expiresAtMs, daysLeft }, stage };
}

/** The last stage that has come. */
const stageAt = (leftMs: number): number | undefined => STAGES.find((days) => leftMs <= days * DAY_MS);

const isTold = ({ told, expiresAtMs }: Ending, stage: number): boolean =>
  told !== null && told.expiresAtMs === expiresAtMs && told.daysLeft <= stage;

/** A day that has begun counts until it is over: 0 says that it is over. */
const daysIn = (leftMs: number): number => Math.ceil(leftMs / DAY_MS) + 0;
