// FCM's rates: what counts towards them and what does not.
import { quotaExceeded } from './fake-answers';
import { Quota } from './fake-quota';
import type { FcmTenant } from './fake-tenant';
import { sample } from './sample';

const NOW_MS = 1_790_000_000_000;
const MINUTE_MS = 60_000;

const quotaOf = (limits: Partial<FcmTenant>) => new Quota({ ...(sample.tenant as FcmTenant), ...limits });
const codeOf = (answer: ReturnType<Quota['take']>) => answer?.code ?? 'OK';

describe('a message that is over a rate counts towards no other', () => {
  it("not a phone's towards its project's", () => {
    const quota = quotaOf({ deviceMessagesPerMinute: 1, messagesPerMinute: 2 });
    const codes = ['a', 'a', 'b', 'c'].map((phone) => codeOf(quota.take(phone, NOW_MS)));
    expect(codes).toEqual(['OK', 'QUOTA_EXCEEDED', 'OK', 'QUOTA_EXCEEDED']);
  });
  it("not a minute's towards an hour's", () => {
    const quota = quotaOf({ deviceMessagesPerMinute: 1, deviceMessagesPerHour: 2 });
    const codes = [0, 0, 0, 1, 2].map((minute) => codeOf(quota.take('a', NOW_MS + minute * MINUTE_MS)));
    expect(codes).toEqual(['OK', 'QUOTA_EXCEEDED', 'QUOTA_EXCEEDED', 'OK', 'QUOTA_EXCEEDED']);
  });
  it("not a project's towards a phone's", () => {
    const quota = quotaOf({ deviceMessagesPerHour: 2, messagesPerMinute: 1 });
    const codes = [0, 0, 0, 1].map((minute) => codeOf(quota.take('a', NOW_MS + minute * MINUTE_MS)));
    expect(codes).toEqual(['OK', 'QUOTA_EXCEEDED', 'QUOTA_EXCEEDED', 'OK']);
  });
});

it('a message refused for another reason counts, and keeps its answer', () => {
  const quota = quotaOf({ messagesPerMinute: 1 });
  const refusal = quotaExceeded('x', 'x', 1);
  expect(quota.counted(refusal, NOW_MS)).toBe(refusal);
  expect(codeOf(quota.take('a', NOW_MS))).toBe('QUOTA_EXCEEDED');
});

it("a minute begins with its first message and says how much of it is left, whatever the clock's says", () => {
  const quota = quotaOf({ messagesPerMinute: 1 });
  quota.take('a', NOW_MS + 30_000);
  expect(quota.take('a', NOW_MS + 80_000)?.headers).toEqual({ 'retry-after': '10' });
  expect(quota.take('a', NOW_MS + 90_000)).toBeUndefined();
});
