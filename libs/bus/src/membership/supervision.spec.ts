import { Supervision } from './supervision';

const bug = { passes: false };

describe('the process must end', () => {
  it('when the consumer crashes for the eleventh time within five minutes', () => {
    const supervision = new Supervision();
    const ends = Array.from({ length: 11 }, (_, index) => supervision.crashed(bug, index * 1_000));
    expect(ends).toEqual([...Array<boolean>(10).fill(false), true]);
  });

  it('not when crashes are rare', () => {
    const supervision = new Supervision();
    const ends = Array.from({ length: 50 }, (_, index) => supervision.crashed(bug, index * 31_000));
    expect(ends).not.toContain(true);
  });

  it('not for what passes by itself, however often', () => {
    const supervision = new Supervision();
    for (let n = 0; n < 1_000; n++) expect(supervision.crashed({ passes: true }, n)).toBe(false);
  });
});
