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
  it('is shared by the steps: what the first has used is gone for the second', async () => {
    const time = new TimeLeft(30);
    await expect(time.wait(new Promise(() => undefined), late)).rejects.toThrow('late');
    expect(time.ms).toBeLessThanOrEqual(1); // timers may fire within the last millisecond
    await expect(time.wait(new Promise(() => undefined), late)).rejects.toThrow('late');
  });
});
