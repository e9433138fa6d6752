import { Logger } from '@nestjs/common';
import { Door } from '../../bus-conformance';
import type { Position } from '@offline-push/bus/inside/log';
import { Commits } from '@offline-push/bus/inside/flow/commits';

const at = (offset: bigint, partition = 0): Position => ({ topic: 't', partition, offset });
const NEVER_MS = 3_600_000;

describe('commits', () => {
  beforeAll(() => Logger.overrideLogger(false));

  it('commit the latest position of each partition, once', async () => {
    const sent: Position[][] = [];
    const commits = new Commits('g', async (positions) => void sent.push([...positions]), NEVER_MS);
    commits.note(at(1n));
    commits.note(at(2n));
    commits.note(at(7n, 1));
    await commits.flush();
    await commits.flush();
    expect(sent).toEqual([[at(2n), at(7n, 1)]]);
  });

  it('say why they fail, until one succeeds or the partitions are given away', async () => {
    let isAway = true;
    const commits = new Commits(
      'g',
      async () => {
        if (isAway) throw Object.assign(new Error('not now'), { type: 'GROUP_COORDINATOR_NOT_AVAILABLE' });
      },
      NEVER_MS,
    );
    commits.note(at(1n));
    await commits.flush();
    expect(commits.failure).toBe('waits for the coordinator of its group (not now)');
    commits.forget();
    expect(commits.failure).toBeNull();
    commits.note(at(1n));
    await commits.flush();
    isAway = false;
    await commits.flush();
    expect(commits.failure).toBeNull();
  });

  it('keep positions whose commit failed', async () => {
    const sent: Position[][] = [];
    let isAway = true;
    const commits = new Commits(
      'g',
      async (positions) => {
        if (isAway) throw new Error('coordinator unknown');
        sent.push([...positions]);
      },
      NEVER_MS,
    );
    commits.note(at(1n));
    await commits.flush();
    isAway = false;
    await commits.flush();
    expect(sent).toEqual([[at(1n)]]);
  });

  it('keep a position that was noted while another one was on its way, and never send two at once', async () => {
    const door = new Door();
    const sent: Position[][] = [];
    let running = 0;
    const commits = new Commits(
      'g',
      async (positions) => {
        expect(++running).toBe(1);
        sent.push([...positions]);
        await door.isOpen;
        running--;
      },
      NEVER_MS,
    );
    commits.note(at(1n));
    const first = commits.flush();
    commits.note(at(2n));
    void commits.flush();
    door.open();
    await first;
    await commits.stop();
    expect(sent).toEqual([[at(1n)], [at(2n)]]);
  });

  it('forget positions when the group is shared out anew', async () => {
    const sent: unknown[] = [];
    const commits = new Commits('g', async (positions) => void sent.push(positions), NEVER_MS);
    commits.note(at(1n));
    commits.forget();
    await commits.stop();
    expect(sent).toEqual([]);
  });
});
