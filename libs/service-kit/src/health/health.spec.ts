import { Health } from './health';

const part = (name: string, isAlive: boolean, isReady: boolean) => ({
  name,
  isAlive: () => isAlive,
  isReady: () => isReady,
});

describe('health', () => {
  it('is the sum of its parts, each with its reason', async () => {
    const health = new Health();
    health.add(part('bus', true, false));
    health.add(part('database', true, true));
    health.add(part('loop', false, true));
    expect(await health.live()).toEqual({ status: 'failing', reasons: ['loop is not alive'] });
    expect(await health.ready()).toEqual({ status: 'failing', reasons: ['bus is not ready'] });
  });

  it('says in its own words what a part waits for, a bounded number of them', async () => {
    const health = new Health();
    const waitsFor = () => Array.from({ length: 25 }, (_, partition) => `topic/${partition} has no leader`);
    health.add({ ...part('bus', true, false), waitsFor });
    health.add({ ...part('database', true, true), waitsFor: () => ['nothing'] });
    const { reasons } = await health.ready();
    expect(reasons).toHaveLength(21);
    expect(reasons[0]).toBe('bus is not ready: topic/0 has no leader');
    expect(reasons[20]).toBe('bus is not ready: and 5 more');
  });

  it('notes what is not as it should be although it is ready', async () => {
    const health = new Health();
    health.add({ ...part('bus', true, true), notes: () => ['topic/2 has no leader'] });
    expect(await health.ready()).toEqual({
      status: 'ok',
      reasons: [],
      notes: ['bus: topic/2 has no leader'],
    });
  });

  it('still names a part whose words fail', async () => {
    const health = new Health();
    const waitsFor = (): string[] => {
      throw new Error('no words');
    };
    health.add({ ...part('bus', true, false), waitsFor });
    expect(await health.ready()).toEqual({ status: 'failing', reasons: ['bus is not ready'] });
  });

  it('is not ready while the service stops, and still alive', async () => {
    const health = new Health();
    health.add(part('bus', true, true));
    expect(await health.ready()).toEqual({ status: 'ok', reasons: [] });
    expect(health.stoppingForMs).toBe(0);
    health.drain();
    expect(health.stoppingForMs).toBeGreaterThan(0);
    expect(await health.ready()).toEqual({ status: 'failing', reasons: ['the service is stopping'] });
    expect(await health.live()).toEqual({ status: 'ok', reasons: [] });
  });

  it('counts a part that throws as failing', async () => {
    const health = new Health();
    health.add({ name: 'bus', isAlive: () => Promise.reject(new Error('x')), isReady: () => true });
    expect(await health.live()).toEqual({ status: 'failing', reasons: ['bus is not alive'] });
  });

  it('does not wait for a part that says nothing', async () => {
    jest.useFakeTimers();
    try {
      const health = new Health();
      health.add({ name: 'bus', isAlive: () => true, isReady: () => new Promise<boolean>(() => undefined) });
      const report = health.ready();
      await jest.advanceTimersByTimeAsync(2000);
      expect(await report).toEqual({ status: 'failing', reasons: ['bus is not ready'] });
    } finally {
      jest.useRealTimers();
    }
  });
});
