// What push services say, in their words, and what becomes of the push.
import { refusal, taken } from './fake-answers';
import { CODES, forCode } from '@offline-push/vendors/web-push/codes';
import { judge } from '@offline-push/vendors/web-push/verdicts';

const answered = (status: number, body = '', more: object = {}) =>
  judge({ kind: 'answered', status, body, ...more });

describe('a push service says', () => {
  it.each([
    [201, '', { location: 'https://push.example.net/m/abc' }, { kind: 'accepted', vendorMessageId: 'abc' }],
    [200, '{"id":"x"}', {}, { kind: 'accepted' }],
    [202, '', {}, { kind: 'accepted' }],
    [201, '<html>', {}, { kind: 'unavailable', code: 'unreadable-answer', mayHaveRung: true }],
    [301, '', {}, { kind: 'refused', code: 'http-301' }],
    [400, '{"reason":"BadWebPushTopic"}', {}, { kind: 'refused', code: 'BadWebPushTopic' }],
    [400, 'UnauthorizedRegistration', {}, { kind: 'credential-broken', code: 'http-400' }],
    [401, '{"code":401,"errno":109}', {}, { kind: 'credential-broken', code: 'errno-109' }],
    [403, '{"reason":"BadJwtToken"}', {}, { kind: 'credential-broken', code: 'BadJwtToken' }],
    [403, '{"reason":"VapidPkHashMismatch"}', {}, { kind: 'refused', code: 'VapidPkHashMismatch' }],
    [404, '', {}, { kind: 'token-dead', code: 'http-404' }],
    [410, '{"code":410,"errno":106}', {}, { kind: 'token-dead', code: 'errno-106' }],
    [413, '', {}, { kind: 'refused', code: 'http-413' }],
    [429, '', { retryAfterMs: 9_000 }, { kind: 'throttled', code: 'http-429', retryAfterMs: 9_000 }],
    [500, '', {}, { kind: 'unavailable', code: 'http-500', mayHaveRung: true }],
    [503, '{"errno":201}', {}, { kind: 'unavailable', code: 'errno-201', mayHaveRung: false }],
    [507, '', {}, { kind: 'unavailable', code: 'http-507', mayHaveRung: false, isLocal: true }],
    [418, '', {}, { kind: 'unavailable', code: 'http-418', mayHaveRung: false }],
    [400, '[]', {}, { kind: 'refused', code: 'http-400' }],
    [400, 'null', {}, { kind: 'refused', code: 'http-400' }],
  ])('%i %s', (status, body, more, verdict) => {
    expect(answered(status, body, more)).toMatchObject(verdict);
  });
  it.each(['https://push.example.net/upAbc123Xyz', '/upAbc123Xyz', '/m/upAbc123Xyz?n=1'])(
    'where it keeps the message (%s), but an id that quotes the endpoint is told to nobody',
    (location) => {
      const verdict = judge({ kind: 'answered', status: 201, body: '', location }, '/upAbc123Xyz?up=1');
      expect(verdict).toEqual({ kind: 'accepted' });
    },
  );
  it.each(['mozilla', 'google', 'apple', 'ntfy'] as const)('in the words of %s what it means', (profile) => {
    const said = (problem: Parameters<typeof refusal>[0]) => {
      const { status, body } = refusal(problem, profile);
      return answered(status, body).kind;
    };
    expect(said('other-key')).toBe('refused');
    expect(said('jwt')).toBe('credential-broken');
    expect([said('unsubscribed'), said('no-such-subscription')]).toEqual(['token-dead', 'token-dead']);
    expect([said('ttl'), said('topic'), said('too-large')]).toEqual(['refused', 'refused', 'refused']);
    const { status, body, headers } = taken(profile, 'http://here', '60');
    expect(answered(status, body, headers ?? {}).kind).toBe('accepted');
  });
  it('codes of which each has its source', () => {
    expect(CODES.filter(({ source }) => !/^(rfc|apple|mozilla|field)$/.test(source))).toEqual([]);
    expect(forCode('toString')).toBeUndefined();
  });
});
