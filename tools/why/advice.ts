// What to do about a push that ended without ringing: by its code, if it is one of ours, else by what it waited for. Pure.
import {
  ADDRESS_REMEDIES,
  type CertificateChanged,
  type CertificateJudged,
  type Outcome,
  OUTCOME_REMEDIES,
  RECEIPT_REASONS,
  RECEIPT_REMEDIES,
  type PushReceipted,
  type Remedy,
  remedyOfCode,
} from '@offline-push/contracts';
import type { Evidence } from './evidence';
import { CREDENTIAL } from './waiting';
import { act, timeOf } from './words';

const NOT_EFFECTIVE = 'certificate-not-effective';

export function adviceOf(outcome: Outcome, { judged, certificates }: Evidence, nowMs: number): string {
  const { state, code, certificateId, vendor } = outcome;
  const time = code === NOT_EFFECTIVE ? inForceIn(certificates.get(certificateId), nowMs) : '';
  const own = remedyOfCode(code);
  if (own !== undefined) return time + act(own);
  const waited =
    state === 'expired' && code !== undefined ? ofCredential(judged.get(certificateId), outcome) : '';
  return waited || act(named(OUTCOME_REMEDIES[state], vendor));
}

/** A newer release may know more states. */
const named = (remedy: Remedy | undefined, vendor: string): Remedy | undefined =>
  remedy && { ...remedy, toDo: remedy.toDo.replace('<vendor>', vendor) };

/** It waited for a credential that the vendor refuses, or refused until later. */
function ofCredential(judged: CertificateJudged | undefined, { code, endedAtMs }: Outcome): string {
  if (judged?.state === 'refused' && judged.code === code) return act(CREDENTIAL);
  return judged?.state === 'good' && judged.sinceMs > endedAtMs
    ? ` The vendor takes the credential since ${timeOf(judged.sinceMs)}: send the message again if it still matters.`
    : '';
}

/** When the certificate that was not in force is. */
function inForceIn(certificate: CertificateChanged | undefined, nowMs: number): string {
  const first = certificate?.versions[0];
  if (certificate === undefined || first === undefined) return '';
  const tense = first.effectiveAtMs > nowMs ? 'will be in force from' : 'is in force since';
  return ` Certificate ${certificate.certificateId} ${tense} ${timeOf(first.effectiveAtMs)}.`;
}

/** Of a push that addressing stopped. */
export const notEffective = (certificate: CertificateChanged | undefined, nowMs: number): string =>
  inForceIn(certificate, nowMs) + act(ADDRESS_REMEDIES[NOT_EFFECTIVE]);

/** What the vendor's reports mean, where they say that it did not show. */
export function meaningOf(receipts: readonly PushReceipted[]): string {
  const events = [...new Set(receipts.map(({ event }) => event))];
  const bad = events.filter((event) => RECEIPT_REMEDIES[event].who !== 'nobody');
  return bad.map((event) => ` ${RECEIPT_REASONS[event]}${act(RECEIPT_REMEDIES[event])}`).join('');
}
