import { TimeLeft } from './time-left';

const late = () => new Error('late');

describe('the time that is left of a send', () => {
  it('gives what comes in time', async () => {
    expect(await new TimeLeft(1_000).wait(Promise.resolve('here'), late)).toBe('here');
  });
  it('gives the failure of what fails in time', async () => {
    await expect(new TimeLeft(1_000).wait(Promise.reject(new Error('no')), late)).rejects.toThrow('no');
  });
  it('ends a step that never does', async () => {
    await expect(new TimeLeft(20).wait(new Promise(() => undefined), late)).rejects.toThrow('late');
  });
  it('goes to an exchange as long as it is enough for an answer', async () => {
    const given: number[] = [];
    const origin = { exchange: (_request: string, ms: number) => Promise.resolve(given.push(ms)) };
    const time = new TimeLeft(50);
    await time.exchange(origin, 'early');
    await expect(time.wait(new Promise(() => undefined), late)).rejects.toThrow('late');
    expect(await time.exchange(origin, 'late')).toEqual({
      kind: 'no-answer',
      code: 'deadline',
      mayHaveArrived: false,
    });
    expect(given).toEqual([expect.any(Number)]);
    expect(given[0]).toBeGreaterThan(0);
  });
  it('begins an exchange in time or not at all, a later step somewhat later (P10)', async () => {
    const begun: unknown[] = [];
    const origin = {
      exchange: (request: string, _ms: number, beginMs?: number) =>
        Promise.resolve(begun.push([request, beginMs])),
    };
    const time = new TimeLeft(2_000, { withinMs: 30, lastMs: 900 });
    await time.exchange(origin, 'first');
    const never = new Promise<never>(() => undefined);
    await expect(time.token(never, (code) => new Error(code))).rejects.toThrow('not-begun-in-time');
    await time.exchange(origin, 'later');
    expect(begun).toEqual([
      ['first', expect.any(Number)],
      ['later', expect.any(Number)],
    ]);
    const spent = new TimeLeft(2_000, { withinMs: 0, lastMs: 900 });
    expect(await spent.exchange(origin, 'never')).toMatchObject({
      code: 'not-begun-in-time',
      mayHaveArrived: false,
    });
    expect(begun).toHaveLength(2);
  });
  it('is shared by the steps: what the first has used is gone for the second', async () => {
    const time = new TimeLeft(30);
    await expect(time.wait(new Promise(() => undefined), late)).rejects.toThrow('late');
    expect(time.ms).toBeLessThanOrEqual(1); // timers may fire within the last millisecond
    await expect(time.wait(new Promise(() => undefined), late)).rejects.toThrow('late');
  });
});
