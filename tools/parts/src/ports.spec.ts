import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { claim, freePorts } from './ports';

const fileOf = (port: number): string => join(tmpdir(), `offline-push-ports-${userInfo().uid}`, String(port));

describe('free ports', () => {
  it('are found once, although nobody listens on them yet', async () => {
    const found = (await Promise.all(Array.from({ length: 40 }, () => freePorts(20)))).flat();
    expect(new Set(found).size).toBe(800);
    expect(found.every((port) => existsSync(fileOf(port)))).toBe(true);
  });

  it('are free again when the process that claimed them has ended', async () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    const [port = 0] = await freePorts(1);
    expect(claim(port)).toBe(false);
    writeFileSync(fileOf(port), String(pid));
    expect([claim(port), claim(port)]).toEqual([false, true]);
  });
});
