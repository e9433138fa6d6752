// The headers that change how a request is taken, and the headers of answers.
import type { Asked, Caller } from '@offline-push/service-kit';
import type { Response } from 'express';
import type { By } from '../../audit/audit-entry';
import type { Limits } from '../../certificates.config';
import type { Known } from '../../health/health';
import { answerOf, type CertificateAnswer } from './answers';
import type { Certificate } from '../certificate';
import { etagOf } from './etag';

/** W3C trace context, level 1. Other texts are not passed on. */
const TRACEPARENT = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The caller behind a change, and the trace of its announcement. */
export function byOf(caller: Caller, headers: Asked['headers'], nowMs: number): By {
  const { traceparent } = headers;
  const isTrace = traceparent !== undefined && TRACEPARENT.test(traceparent);
  return { actor: caller.id, nowMs, ...(isTrace && { traceparent }) };
}

/** The audit's note on a change that is used at once. */
export const askedOf = ({ effective }: { effective?: 'now' | undefined }): Pick<By, 'asked'> =>
  effective === undefined ? {} : { asked: { effective } };

/** How long a save waits that may ask to be used at once. In ms. */
export const delayMsOf = (
  { effective }: { effective?: 'now' | undefined },
  { effectiveAfterMs }: Limits,
): number => (effective === 'now' ? 0 : effectiveAfterMs);

/** An answer with its ETag, as it is sent and remembered. */
export interface Answer {
  body: CertificateAnswer;
  etag: string;
}

export const answerTo = (certificate: Certificate, known: Known, nowMs: number): Answer => ({
  body: answerOf(certificate, known, nowMs),
  etag: etagOf(certificate, nowMs, known),
});

export const tagged = (response: Response, { body, etag }: Answer): CertificateAnswer => {
  response.setHeader('etag', etag);
  return body;
};

/** The path of a new certificate, for 201. */
export function located(response: Response, answer: Answer): CertificateAnswer {
  response.setHeader('location', `/v1/apps/${answer.body.app}/certificates/${answer.body.id}`);
  return tagged(response, answer);
}
