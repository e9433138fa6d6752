import { FeedHealth } from './feed-health';

describe('certificates without brokers', () => {
  const health = new FeedHealth({
    isAlive: () => true,
    waitsFor: () => ['no broker answers'],
    notes: () => ['certificate.changed.v1 cannot be written'],
  });

  it('is ready for operators, and notes what it cannot read', () => {
    expect([health.isAlive(), health.isReady()]).toEqual([true, true]);
    expect(health.notes()).toEqual([
      'health and bindings may be old: no broker answers',
      'certificate.changed.v1 cannot be written',
    ]);
  });
});
