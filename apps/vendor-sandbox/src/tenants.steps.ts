// Whom the sandbox knows, in a file for its owner alone (it holds secrets of the sandbox's customers), so that phones ring after a restart.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

export interface Admitted {
  readonly vendor: string;
  readonly tenant: object;
}

/** The newest are kept: nobody needs more customers to try something. */
const MAX_TENANTS = 1_000;

export class Tenants {
  private constructor(
    private readonly file: string | undefined,
    private admitted: Admitted[],
  ) {}

  /** Absent: nothing is kept. Throws if the file is none of ours. */
  static open(file: string | undefined): Tenants {
    if (file === undefined || !existsSync(file)) return new Tenants(file, []);
    return new Tenants(file, JSON.parse(readFileSync(file, 'utf8')) as Admitted[]);
  }

  all(): readonly Admitted[] {
    return this.admitted;
  }

  /** The same again is kept once. */
  keep(one: Admitted): void {
    if (this.file === undefined) return;
    const text = JSON.stringify(one);
    const others = this.admitted.filter((other) => JSON.stringify(other) !== text);
    this.admitted = [...others, one].slice(-MAX_TENANTS);
    writeFileSync(`${this.file}.new`, JSON.stringify(this.admitted), { mode: 0o600 });
    renameSync(`${this.file}.new`, this.file);
  }
}
