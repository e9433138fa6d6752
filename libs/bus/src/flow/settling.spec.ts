import { Progress } from './progress';
import { Settling } from './settling';

const at = { topic: 'session.changed.v1', partition: 0 };
const foreign = { topic: 'session.changed.v1', partition: 1 };

function behind() {
  const progress = new Progress();
  progress.begin([at], [{ ...at, start: 0n, end: 2n }], [{ ...at, offset: 1n }], 0);
  const settling = new Settling(progress);
  const settle = (offset: bigint) => {
    progress.settled({ ...at, offset }, null);
    settling.moved();
  };
  return { settling, settle };
}

describe('settling', () => {
  it('waits until the ends of then are settled, however many steps that takes', async () => {
    const { settling, settle } = behind();
    const isSettled = settling.upTo([{ ...at, start: 0n, end: 3n }], 10_000);
    settle(2n);
    settle(3n);
    expect(await isSettled).toBe(true);
    expect(settling.count).toBe(2);
  });

  it('does not wait for what is settled, nor for partitions of other processes', async () => {
    const { settling } = behind();
    expect(await settling.upTo([{ ...at, start: 0n, end: 1n }], 10_000)).toBe(true);
    expect(await settling.upTo([{ ...foreign, start: 0n, end: 9n }], 10_000)).toBe(true);
  });

  it('gives up after its time', async () => {
    const { settling } = behind();
    expect(await settling.upTo([{ ...at, start: 0n, end: 2n }], 20)).toBe(false);
  });
});
