// An example of an answer for the OpenAPI document. It is made like every answer, so that it stays true.
import { ETAG } from '@offline-push/service-kit';
import { UNKNOWN } from '../../health/health';
import { answerOf, CertificateAnswer } from './answers';
import { exampleBy } from './described';
import { createCertificate } from '../save-certificate';

const SAVED_AT_MS = 1_790_000_000_000;
const DELAY_MS = 600_000;
/** Not shown in an answer. */
const SEALED = { keyId: 'k1', nonce: 'A'.repeat(16), box: 'A'.repeat(22) };

/** Ten minutes after it was saved. */
export const CERTIFICATE_EXAMPLE: CertificateAnswer = exampleBy((saved) => {
  const draft = { id: 7, ...saved, credential: SEALED, ends: null };
  const certificate = createCertificate(draft, { nowMs: SAVED_AT_MS, effectiveAfterMs: DELAY_MS });
  return answerOf(certificate, UNKNOWN, SAVED_AT_MS + DELAY_MS);
});

/** The description that all requests share that change a certificate. */
export const CHANGES_ONE = {
  answers: [ETAG],
  response: CertificateAnswer,
  responseExample: CERTIFICATE_EXAMPLE,
};
export const DELETED_PROBLEM = { 409: 'The certificate was deleted: `code` says so.' };
