import { FailedCalls } from './failed-calls';

const failed = (certificate: number, code = 'http-503') => ({
  ...{ vendor: 'v', certificate, code, targets: 2 },
});

describe('failed calls in the log (operations 2.6)', () => {
  it('get a line each while they are few', () => {
    const calls = new FailedCalls();
    expect([1, 1, 2].map((certificate) => calls.mayTell(failed(certificate)))).toEqual([true, true, true]);
    expect(calls.endWindow()).toEqual({ untold: [], uncounted: 0 });
  });

  it('are summarised when a vendor is away, by certificate and code', () => {
    const calls = new FailedCalls();
    const told = Array.from({ length: 1_000 }, (_, i) =>
      calls.mayTell(failed(1, i % 2 === 0 ? 'http-503' : 'deadline')),
    );
    expect(told.filter(Boolean)).toHaveLength(3);
    expect(calls.endWindow().untold.map(({ code, calls: count, targets }) => [code, count, targets])).toEqual(
      [
        ['deadline', 499, 998],
        ['http-503', 498, 996],
      ],
    );
    expect(calls.mayTell(failed(1))).toBe(true);
  });

  it('are bounded however many certificates fail', () => {
    const calls = new FailedCalls();
    const told = Array.from({ length: 5_000 }, (_, i) => calls.mayTell(failed(i)));
    expect(told.filter(Boolean)).toHaveLength(50);
    expect(calls.endWindow()).toMatchObject({ untold: { length: 1_000 }, uncounted: 3_950 });
  });
});
