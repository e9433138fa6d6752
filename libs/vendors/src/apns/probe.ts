// Sends to a token that no phone has: with a good credential Apple complains about the token, with a bad one about the credential
// (sheet, 9: "a cheap credential probe, but do it rarely").
import { MemoryShelf } from '../shared/access/memory-shelf';
import { TimeLeft } from '../shared/http/time-left';
import type { Connection, Probe, Verdict } from '../vendor';
import { Sender } from './client';
import { ABOUT_THE_TOKEN } from './codes';
import type { ApnsCredential, ApnsSettings } from './credential';

const NOBODY = '0'.repeat(64);

/** The probe has its own shelf, because the token of an unsaved credential must not replace the one in force. */
export async function probe(
  connection: Connection<ApnsCredential, ApnsSettings>,
  deadlineMs: number,
): Promise<Probe> {
  const left = new TimeLeft(deadlineMs);
  const sender = new Sender({ ...connection, accessTokens: new MemoryShelf() }, 1);
  try {
    const shown = await sender.access.show(left);
    if ('refusal' in shown) {
      const { field, verdict } = shown.refusal;
      const says = wordsOf(verdict);
      return verdict.kind === 'credential-broken'
        ? { result: 'wrong', field, says }
        : { result: 'unknown', says };
    }
    const { bundleId } = connection.settings;
    const headers = {
      'apns-topic': bundleId,
      'apns-push-type': 'alert',
      'apns-priority': '5',
      'apns-expiration': '0',
      'content-type': 'application/json',
    };
    const request = { path: `/3/device/${NOBODY}`, headers, body: '{"aps":{"alert":"probe"}}' };
    return judgeProbe((await sender.attempt(request, shown, left)).verdict);
  } finally {
    await sender.close();
  }
}

/** What else a reason points to. */
const FIELDS: Readonly<Record<string, string>> = {
  TopicDisallowed: '/bundleId',
  BadTopic: '/bundleId',
  MissingTopic: '/bundleId',
  BadEnvironmentKeyIdInToken: '/environment',
  BadEnvironmentKeyInToken: '/environment',
  BadCertificateEnvironment: '/environment',
  BadCertificate: '/p12',
  // Key, Key ID or Team ID: Apple does not say which.
  InvalidProviderToken: '',
  MissingProviderToken: '/type',
};

/** Complaints about the token mean that everything before it was fine (sheet, 4: authentication comes first). */
export function judgeProbe(verdict: Verdict): Probe {
  if (verdict.kind === 'accepted' || ABOUT_THE_TOKEN.includes(verdict.code)) return { result: 'good' };
  const field = FIELDS[verdict.code];
  return field === undefined
    ? { result: 'unknown', says: `Apple could not be asked: ${wordsOf(verdict)}` }
    : { result: 'wrong', field, says: wordsOf(verdict) };
}

const wordsOf = (verdict: Verdict): string =>
  verdict.kind === 'accepted' ? '' : (verdict.detail ?? `code ${verdict.code}.`);
