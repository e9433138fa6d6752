// The processes of the PostgreSQL server, stopped where they are and let go: a machine that hangs, or whose disk does.
import { readdirSync, readFileSync } from 'node:fs';
import type { Administrator } from './database';

const parentOf = (pid: number): number => {
  try {
    return Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0; // it has ended meanwhile
  }
};

export class FrozenServer {
  private stopped: number[] = [];

  private constructor(private readonly postmaster: number) {}

  static async of(db: Administrator): Promise<FrozenServer> {
    return new FrozenServer(parentOf(await db.backendPid()));
  }

  /** The server takes connections no more, or only its sessions are silent. */
  freeze(withServer: boolean): void {
    const children = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((pid) => parentOf(pid) === this.postmaster);
    this.stopped = [...(withServer ? [this.postmaster] : []), ...children];
    for (const pid of this.stopped) process.kill(pid, 'SIGSTOP');
  }

  thaw(): void {
    for (const pid of this.stopped.splice(0).reverse())
      try {
        process.kill(pid, 'SIGCONT');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
      }
  }
}
