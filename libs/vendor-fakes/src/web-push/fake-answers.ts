// Answers in the words of the service that the tenant wants: Mozilla's and Apple's JSON, Google's text, ntfy's 200.
import { randomBytes } from 'node:crypto';
import type { FakeAnswer } from '../host/vendor-fake';
import type { Problem } from './fake-rules';
import type { Profile } from './fake-tenant';

interface Said {
  readonly status: number;
  readonly errno?: number;
  readonly apple: string;
  readonly google: string;
}

const SAID: Readonly<Record<Problem, Said>> = {
  'no-such-subscription': { status: 404, errno: 102, apple: 'BadPath', google: 'Not Found' },
  unsubscribed: {
    status: 410,
    errno: 106,
    apple: 'Unregistered',
    google: 'push subscription has unsubscribed or expired.',
  },
  'bad-method': { status: 405, apple: 'MethodNotAllowed', google: 'Method Not Allowed' },
  ttl: { status: 400, errno: 111, apple: 'BadTtl', google: 'invalid TTL' },
  urgency: { status: 400, errno: 111, apple: 'BadUrgency', google: 'invalid urgency' },
  topic: { status: 400, errno: 113, apple: 'BadWebPushTopic', google: 'invalid topic' },
  encryption: { status: 400, errno: 110, apple: 'BadWebPushRequest', google: 'invalid encryption' },
  'too-large': { status: 413, errno: 104, apple: 'PayloadTooLarge', google: 'Payload Too Large' },
  jwt: { status: 403, errno: 109, apple: 'BadJwtToken', google: 'invalid JWT provided' },
  'other-key': {
    status: 403,
    errno: 109,
    apple: 'VapidPkHashMismatch',
    google:
      'the VAPID credentials in the authorization header do not correspond to the credentials used to create the subscriptions.',
  },
  rate: { status: 429, apple: 'TooManyRequests', google: 'Too Many Requests' },
};

/** Of a UnifiedPush distributor: ntfy's own, also where it refuses. */
type Voice = Profile | 'distributor';

export function refusal(problem: Problem, profile: Voice): FakeAnswer {
  const { status, errno, apple, google } = SAID[problem];
  const answered = { status, accepted: 0 };
  if (profile === 'distributor' && problem in NTFY) return ntfys(NTFY[problem] ?? 0, google);
  // One JSON for both would hide which of them is read.
  if (profile === 'apple')
    return { ...answered, code: codeOf(apple, status), body: JSON.stringify({ reason: apple }) };
  if (profile === 'google' || errno === undefined)
    return { ...answered, code: `http-${status}`, headers: TEXT, body: google };
  // Mozilla has no number of its own for this.
  if (problem === 'other-key') return { ...answered, code: 'http-403', headers: TEXT, body: google };
  return {
    ...answered,
    code: `errno-${errno}`,
    body: JSON.stringify({ code: status, errno, error: problem }),
  };
}

/** ntfy knows no subscription that has ended, only a topic to which nobody listens. Its numbers begin with the status. */
const NTFY: Readonly<Partial<Record<Problem, number>>> = { unsubscribed: 50_701, rate: 42_901 };

function ntfys(code: number, error: string): FakeAnswer {
  const status = Math.floor(code / 100);
  const body = JSON.stringify({ code, http: status, error });
  return { status, accepted: 0, code: `http-${status}`, body };
}

const TEXT = { 'content-type': 'text/plain; charset=UTF-8' };
/** Those that Apple's page does not name are told by their status. */
const NAMED = [
  'BadTtl',
  'BadUrgency',
  'BadWebPushTopic',
  'BadWebPushRequest',
  'BadJwtToken',
  'VapidPkHashMismatch',
];
const codeOf = (reason: string, status: number): string =>
  NAMED.includes(reason) ? reason : `http-${status}`;

export function taken(profile: Voice, location: string, ttl: string): FakeAnswer {
  const id = randomBytes(12).toString('base64url');
  if (profile === 'ntfy' || profile === 'distributor')
    return { status: 200, code: 'http-200', accepted: 1, body: JSON.stringify({ id, event: 'message' }) };
  return {
    status: 201,
    code: 'http-201',
    accepted: 1,
    headers: { location: `${location}/m/${id}`, ttl },
    body: '',
  };
}

export const faultOf = (status: number): FakeAnswer => ({
  status,
  code: `http-${status}`,
  accepted: 0,
  headers: TEXT,
  body: 'as the test wants it',
});
