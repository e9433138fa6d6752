// Apple's answers, as the fake gives them: nothing but a status and an id for what it took, else a reason.
import { randomUUID } from 'node:crypto';
import type { FakeAnswer } from '../host/vendor-fake';

/** Status by reason (sheet, 4), stated here anew: a fake that shares a table with what it judges cannot find it wrong. */
const STATUS: Readonly<Record<string, number>> = {
  ...ofStatus(400, [
    ...['BadCollapseId', 'BadDeviceToken', 'BadExpirationDate', 'BadMessageId', 'BadPriority', 'BadTopic'],
    ...['DeviceTokenNotForTopic', 'DuplicateHeaders', 'IdleTimeout', 'InvalidPushType'],
    ...['MissingDeviceToken', 'MissingTopic', 'PayloadEmpty', 'TopicDisallowed'],
  ]),
  ...ofStatus(403, [
    ...['BadCertificate', 'BadCertificateEnvironment', 'ExpiredProviderToken', 'Forbidden'],
    ...['InvalidProviderToken', 'MissingProviderToken', 'UnrelatedKeyIdInToken'],
    ...['BadEnvironmentKeyIdInToken', 'BadEnvironmentKeyInToken'],
  ]),
  ...ofStatus(404, ['BadPath']),
  ...ofStatus(405, ['MethodNotAllowed']),
  ...ofStatus(410, ['ExpiredToken', 'Unregistered']),
  ...ofStatus(413, ['PayloadTooLarge']),
  ...ofStatus(429, ['TooManyProviderTokenUpdates', 'TooManyRequests']),
  ...ofStatus(500, ['InternalServerError']),
  ...ofStatus(503, ['ServiceUnavailable', 'Shutdown']),
};

function ofStatus(status: number, reasons: readonly string[]): Record<string, number> {
  return Object.fromEntries(reasons.map((reason) => [reason, status]));
}

/** Clients look for the id in errors too (sheet, 4): the caller's own, or one of Apple's. */
const idOf = (apnsId: string | undefined): Record<string, string> => ({ 'apns-id': apnsId ?? randomUUID() });

export const taken = (apnsId: string | undefined, isDevelopment: boolean): FakeAnswer => ({
  status: 200,
  headers: { ...idOf(apnsId), ...(isDevelopment && { 'apns-unique-id': randomUUID() }) },
  body: '',
  code: 'ok',
  accepted: 1,
});

export function refusal(reason: string, apnsId: string | undefined, nowMs: number): FakeAnswer {
  const status = STATUS[reason] ?? 400;
  const isGone = status === 410;
  return {
    status,
    headers: { ...idOf(apnsId), 'content-type': 'application/json' },
    body: JSON.stringify({ reason, ...(isGone && { timestamp: nowMs }) }),
    code: reason,
    accepted: 0,
  };
}

/** What Apple most likely says under a status. */
const USUAL: ReadonlyMap<number, string> = new Map([
  [400, 'BadMessageId'],
  [403, 'Forbidden'],
  [404, 'BadPath'],
  [405, 'MethodNotAllowed'],
  [410, 'Unregistered'],
  [413, 'PayloadTooLarge'],
  [429, 'TooManyRequests'],
  [503, 'ServiceUnavailable'],
]);

export const reasonUnder = (status: number): string =>
  USUAL.get(status) ?? (status < 500 ? 'BadMessageId' : 'InternalServerError');

/** There is no APNs over HTTP/1.1: the real one closes the connection. */
export const wrongProtocol: FakeAnswer = {
  status: 505,
  body: '',
  code: 'http/1.1',
  accepted: 0,
};
