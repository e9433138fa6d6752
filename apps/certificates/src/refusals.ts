// The problems of this API in one place, so that the same problem always has the same words.
import { AppId, type Problem } from '@offline-push/contracts';
import { HttpProblem, notFound, SealBroken } from '@offline-push/service-kit';
import { type Certificate, newestOf } from './certificates/certificate';
import { versionsAt } from './certificates/effective';
import { type Condition, conditionOf } from './certificates/http/etag';

export function requireValid(errors: Problem[]): void {
  if (errors.length === 0) return;
  throw new HttpProblem(400, 'invalid-body', `The body breaks ${errors.length} rule(s).`, errors);
}

/** A secret part comes whole or in changes, not in both. */
export function requireOne(credential: object | undefined): void {
  if (credential === undefined) return;
  requireValid([{ pointer: '/credentialChanges', rule: 'must not come together with credential' }]);
}

type IfMatch = Extract<Condition, { is: 'tags' }>;

/** The app id of a path. Other texts cannot be an app, and must not reach the database. */
export function requireAppId(app: string): string {
  if (!new RegExp(AppId.pattern ?? '').test(app)) throw notFound();
  return app;
}

/** Of a certificate. A larger number would be an error of the database. */
export const isId = (text: string): boolean => /^[1-9]\d{0,9}$/.test(text) && Number(text) <= 2_147_483_647;

/** The number in a path. */
export function requireCertificateId(id: string): number {
  if (!isId(id)) throw notFound();
  return Number(id);
}

export function requireCondition(ifMatch: string | undefined): IfMatch {
  const condition = conditionOf(ifMatch);
  if (condition.is === 'tags') return condition;
  if (condition.is === 'absent')
    throw new HttpProblem(
      428,
      'if-match-required',
      'Send If-Match with the ETag of the certificate as you read it, so that nobody overwrites what they have not seen. "*" would.',
      [{ pointer: '/if-match', rule: 'must be the ETag of the certificate as you read it' }],
    );
  throw new HttpProblem(
    400,
    'bad-if-match',
    'If-Match is no ETag. Send the one of the answer you read, with its quotes, for instance: If-Match: "7.3"',
    [{ pointer: '/if-match', rule: 'must be an ETag, for instance "7.3"' }],
  );
}

export function requireMatch({ revisions, hasWeak }: IfMatch, found: Certificate): void {
  if (revisions.includes(found.revision)) return;
  if (hasWeak && revisions.length === 0)
    throw new HttpProblem(
      412,
      'weak-etag',
      'A weak ETag (W/"…") matches nothing: a proxy on the way changed the answer that it came with. Send it without the W/.',
    );
  const isOther = revisions.length === 0;
  throw new HttpProblem(
    412,
    isOther ? 'other-etag' : 'changed-meanwhile',
    isOther
      ? 'If-Match names no ETag of a certificate. Read the certificate, and send the ETag of that answer.'
      : 'The certificate was changed since you read it. Read it again, then decide again.',
  );
}

/** A version can be cancelled as long as it waits, and another one is there to go on with. */
export function requireCancellable(found: Certificate, version: number, nowMs: number): void {
  const { current, next } = versionsAt(found, nowMs);
  if (next?.version === version && current !== undefined) return;
  if (next?.version === version)
    throw new HttpProblem(
      409,
      'only-version',
      `Version ${version} is the only one: there is nothing to go on with. Delete the certificate instead.`,
    );
  if (current?.version === version)
    throw new HttpProblem(
      409,
      'version-in-force',
      `Version ${version} is in force already. Edit it instead.`,
    );
  throw notFound();
}

/** For requests that may have an If-Match and need none. */
export function requireMatchIfSent(ifMatch: string | undefined, found: Certificate): void {
  if (ifMatch !== undefined) requireMatch(requireCondition(ifMatch), found);
}

/** A deleted certificate cannot be changed until it is restored. */
export function requireThere({ id, app, deletedAtMs }: Certificate): void {
  if (deletedAtMs === null) return;
  const restore = `POST /v1/apps/${app}/certificates/${id}/restore`;
  throw new HttpProblem(
    409,
    'certificate-deleted',
    `The certificate was deleted. Restore it first: ${restore}.`,
  );
}

export function requireUnused({ app }: Certificate, bindings: number): void {
  if (bindings === 0) return;
  throw new HttpProblem(
    409,
    'certificate-in-use',
    `${bindings} binding(s) name this certificate. Move them to another one first (device-bindings, POST /v1/apps/${app}/bindings:move), or delete it with ?force=true: their devices are not reached any more.`,
  );
}

export function requireIdempotencyKey(key: string): string {
  if (/^[\x21-\x7e]{1,255}$/.test(key)) return key;
  throw new HttpProblem(
    400,
    'bad-idempotency-key',
    'Idempotency-Key must have 1 to 255 visible ASCII characters.',
    [{ pointer: '/idempotency-key', rule: 'must have 1 to 255 visible ASCII characters' }],
  );
}

export const otherBody = (): HttpProblem =>
  new HttpProblem(
    422,
    'idempotency-key-reused',
    'This Idempotency-Key came with another body within the last 24 hours. Use a new key for a new request.',
  );

/** For who may see the app: its key is there, and the app is not. Who may not see it hears what is said of all that is missing. */
export const appNotMade = (app: string): HttpProblem =>
  new HttpProblem(
    404,
    'not-found',
    `The app ${app} was not made yet: an admin of all apps makes it, POST /v1/apps.`,
  );

export const idTaken = (): HttpProblem => new HttpProblem(409, 'id-taken', 'There is an app with this id.');

/** For what opens the credential that was saved last: no key of the ring may fit. */
export function requireReadable<T>(found: Certificate, open: () => T): T {
  try {
    return open();
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error;
    throw new HttpProblem(
      409,
      'credential-unreadable',
      `The saved credential is sealed with key "${newestOf(found).credential.keyId}", which this service cannot use. Enter the credential again.`,
    );
  }
}
