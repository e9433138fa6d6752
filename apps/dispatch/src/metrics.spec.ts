// What a send adds to the counters that operators look at.
import { register } from 'prom-client';
import { observeSend } from './metrics';

const REQUESTS = 'offline_push_vendor_requests_total';

async function requestsOf(vendor: string): Promise<Record<string, number>> {
  const metrics = await register.getMetricsAsJSON();
  const values = metrics.find(({ name }) => name === REQUESTS)?.values ?? [];
  const mine = values.filter(({ labels }) => labels['vendor'] === vendor);
  return Object.fromEntries(mine.map(({ labels, value }) => [String(labels['verdict']), value]));
}

describe('structure 9: the calls of a send', () => {
  const verdicts = [{ kind: 'accepted' }, { kind: 'accepted' }, { kind: 'token-dead', code: 'x' }] as const;

  it('count once for each kind of verdict, and once each that came before', async () => {
    observeSend('of-three-calls', { verdicts, furtherCalls: 2 }, 0.1);
    expect(await requestsOf('of-three-calls')).toEqual({ accepted: 1, 'token-dead': 1, further: 2 });
  });
  it('are one where the client tells of no other', async () => {
    observeSend('of-one-call', { verdicts: [verdicts[0]] }, 0.1);
    expect(await requestsOf('of-one-call')).toEqual({ accepted: 1 });
  });
});
