// What to do about a push that ended: by its code, if it is one of ours, else by what the vendor's means, who set the field, or what it
// waited for. Pure.
import { entryNamed, meaningOfCode } from '@offline-push/vendors/catalog';
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
import type { Evidence } from './topics/evidence';
import { CREDENTIAL } from './waiting';
import { act, timeOf } from './words';

const NOT_EFFECTIVE = 'certificate-not-effective';

/** `options`: what the message says under `push.vendors` for the vendor of the outcome. */
export function adviceOf(
  outcome: Outcome,
  options: readonly string[],
  { judged, certificates }: Evidence,
  nowMs: number,
): string {
  const { state, code, certificateId, vendor } = outcome;
  const time = code === NOT_EFFECTIVE ? inForceIn(certificates.get(certificateId), nowMs) : '';
  const own = remedyOfCode(code);
  if (own !== undefined) return time + act(own);
  const waited =
    state === 'expired' && code !== undefined ? ofCredential(judged.get(certificateId), outcome) : '';
  const means = meaningOfCode(vendor, code, state);
  const meaning = means === undefined ? '' : ` ${nameOf(vendor)} means by ${String(code)}: ${means}.`;
  return meaning + (waited || act(ofVendors(outcome, options) ?? OUTCOME_REMEDIES[state]));
}

const nameOf = (vendor: string): string => entryNamed(vendor)?.displayName ?? vendor;

/** For a code of the vendor's: the page leads on to its tables, and a terminal has none. Undefined: what the page says will do. */
export function ofVendors({ state, code, vendor }: Outcome, options: readonly string[]): Remedy | undefined {
  if (state === 'refused' && options.length > 0) {
    const fields = options.map((name) => `\`push.vendors.${vendor}.${name}\``).join(', ');
    return {
      who: 'core',
      toDo: `The message set ${fields}, which the vendor may refuse: correct it, or leave it out, so that what the certificate says counts.`,
    };
  }
  if (state === 'refused') return REFUSED;
  if (state === 'expired') return code === undefined ? LATE : WAITED;
  return state === 'withdrawn'
    ? { who: 'nobody', toDo: 'Nothing: the login ended, or the phone has a new owner or token.' }
    : undefined;
}

const REFUSED: Remedy = {
  who: 'operator',
  toDo: 'Compare what the certificate says (channel, template, package) with the console of the vendor. Is it the text, or `push.ext`? Then it is for the IM core’s team.',
};
const WAITED: Remedy = {
  who: 'operator',
  toDo: 'A refused credential? Correct it and save the certificate, or `POST …/resume`. A limit or an outage? It needed more time than `lifetimeSeconds` gave.',
};
const LATE: Remedy = { who: 'core', toDo: 'Raise `lifetimeSeconds`: its turn did not come in time.' };

/** Of a push that the vendor took and that may not have shown. */
export function silentOf({ vendor }: Outcome): string {
  const { accepted } = OUTCOME_REMEDIES;
  return act({ ...accepted, toDo: entryNamed(vendor)?.ifSilent ?? accepted.toDo });
}

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
