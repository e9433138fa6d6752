// Decides when to warn that a credential ends: a month, a week and a day before, and when it is over, each once. Pure.
import type { CertificateExpiring } from '@offline-push/contracts';

const DAY_MS = 24 * 3_600_000;
/** In days before the end. */
const STAGES = [0, 1, 7, 30] as const;

/** A credential with an end, and the warnings so far. */
export interface Ending {
  id: number;
  app: string;
  vendor: string;
  name: string;
  state: 'enabled' | 'disabled';
  /** The version that was saved last. After a new credential was saved, the old one needs no warning. */
  version: number;
  what: string;
  expiresAtMs: number;
  /** The end and the stage of the last warning. */
  told: { expiresAtMs: number; daysLeft: number } | null;
}

export interface Notice {
  event: CertificateExpiring;
  /** The stage in days, which `told` keeps. */
  stage: number;
}

/** Undefined if there is nothing to warn of, as for a disabled certificate. */
export function noticeOf(ending: Ending, nowMs: number): Notice | undefined {
  const stage = stageAt(ending.expiresAtMs - nowMs);
  if (stage === undefined || ending.state === 'disabled' || isTold(ending, stage)) return undefined;
  const { id, app, vendor, name, version, what, expiresAtMs } = ending;
  const daysLeft = daysIn(expiresAtMs - nowMs);
  return { event: { certificateId: id, app, vendor, name, version, what, expiresAtMs, daysLeft }, stage };
}

/** The last stage that is reached. */
const stageAt = (leftMs: number): number | undefined => STAGES.find((days) => leftMs <= days * DAY_MS);

const isTold = ({ told, expiresAtMs }: Ending, stage: number): boolean =>
  told !== null && told.expiresAtMs === expiresAtMs && told.daysLeft <= stage;

/** A day that has begun counts as a whole one. 0 means that the end has passed. */
const daysIn = (leftMs: number): number => Math.ceil(leftMs / DAY_MS) + 0;
