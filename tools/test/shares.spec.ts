import { shares } from './shares.cjs';

const seconds: Record<string, number> = { a: 1, b: 5, c: 9, d: 3, e: 1 };
const secondsOf = (path: string): number => seconds[path] ?? 0;

describe('the shares of the processes of a suite', () => {
  it('hold each file once, the longest first, and end at about the same time', () => {
    expect(shares(['a', 'b', 'c', 'd', 'e'], 2, secondsOf)).toEqual([
      ['c', 'e'],
      ['b', 'd', 'a'],
    ]);
  });

  it('are the same whatever the order in which the files were found', () => {
    expect(shares(['e', 'd', 'c', 'b', 'a'], 2, secondsOf)).toEqual(
      shares(['a', 'b', 'c', 'd', 'e'], 2, secondsOf),
    );
  });

  it('know the longest by name, wherever they are', () => {
    const dealt = shares(['a/x.spec.ts', 'a/b.spec.ts', 'b/credentials.flow.spec.ts', 'c/c.spec.ts'], 2);
    expect(dealt).toEqual([['b/credentials.flow.spec.ts'], ['a/b.spec.ts', 'a/x.spec.ts', 'c/c.spec.ts']]);
  });
});
