import { DatabaseUnavailable } from './database/troubles/trouble';
import { Portion } from './portion';

/** A server on which `fits` rows are done within the time limit. */
const server = (fits: number) => {
  const tried: number[] = [];
  return {
    tried,
    work: (size: number): Promise<string> => {
      tried.push(size);
      return size > fits ? Promise.reject(new DatabaseUnavailable('57014')) : Promise.resolve('done');
    },
  };
};

describe('S2: a portion', () => {
  it('gets smaller until it fits its time limit, and grows slowly afterwards', async () => {
    const portion = new Portion(1_000);
    const slow = server(100);
    await portion.run(slow.work);
    await portion.run(slow.work);
    expect(slow.tried).toEqual([1_000, 250, 62, 69]);
  });

  it('is never more than it was made for', async () => {
    const portion = new Portion(10);
    const quick = server(100);
    await portion.run(quick.work);
    await portion.run(quick.work);
    expect(quick.tried).toEqual([10, 10]);
  });

  it('of one row that does not fit is a trouble, and so is everything else', async () => {
    await expect(new Portion(3).run(server(0).work)).rejects.toMatchObject({ reason: '57014' });
    await expect(
      new Portion(3).run(() => Promise.reject(new DatabaseUnavailable('08006'))),
    ).rejects.toMatchObject({ reason: '08006' });
  });
});
