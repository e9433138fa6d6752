// The problems of the API of webhooks, and its ETags: the revision of what was read, so that nobody overwrites what they have not seen. Pure.
import { HttpProblem } from '@offline-push/service-kit';
import { MOST_WEBHOOKS, urlProblem, type Webhook } from '../webhook';

export const etagOf = ({ revision }: Pick<Webhook, 'revision'>): string => `"${revision}"`;

/** Quotes may be missing, because shells remove them. */
const OURS = /^"?([1-9]\d{0,9})"?$/;

/** The ETag that a change needs. */
export function requireMatch(ifMatch: string | undefined, found: Webhook): void {
  const given = ifMatch?.trim() ?? '';
  if (given === '' || given === '*')
    throw problem(
      428,
      'if-match-required',
      'Send If-Match with the ETag of the webhook as you read it, so that nobody overwrites what they have not seen. "*" would.',
    );
  if (given.startsWith('W/'))
    throw new HttpProblem(
      412,
      'weak-etag',
      'A weak ETag (W/"…") matches nothing: a proxy on the way changed the answer that it came with. Send it without the W/.',
    );
  const revision = OURS.exec(given)?.[1];
  if (revision === undefined)
    throw problem(
      400,
      'bad-if-match',
      'If-Match is no ETag of a webhook. Send the one of the answer you read, for instance: If-Match: "3"',
    );
  if (Number(revision) !== found.revision)
    throw new HttpProblem(
      412,
      'changed-meanwhile',
      'The webhook was changed since you read it. Read it again, then decide again.',
    );
}

export function requireMatchIfSent(ifMatch: string | undefined, found: Webhook): void {
  if (ifMatch !== undefined) requireMatch(ifMatch, found);
}

const problem = (status: number, code: string, detail: string): HttpProblem =>
  new HttpProblem(status, code, detail, [
    { pointer: '/if-match', rule: 'must be the ETag of the webhook as you read it' },
  ]);

export function requireUrl(url: string | undefined, mayBeInside: boolean): void {
  const rule = url === undefined ? undefined : urlProblem(url, mayBeInside);
  if (rule === undefined) return;
  throw new HttpProblem(400, 'invalid-body', 'The body breaks 1 rule(s).', [{ pointer: '/url', rule }]);
}

export const tooMany = (): HttpProblem =>
  new HttpProblem(
    409,
    'too-many-webhooks',
    `An app has at most ${MOST_WEBHOOKS} webhooks. Delete one first.`,
  );

export const badTimes = (): HttpProblem =>
  new HttpProblem(400, 'invalid-body', 'The body breaks 1 rule(s).', [
    { pointer: '/toMs', rule: 'must be later than fromMs' },
  ]);
