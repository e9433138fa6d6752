// Decides which failed calls get a log line, and counts the others: a vendor that is away must not fill the disk with lines. Pure.

/** Lines of one certificate in one window. */
const MAX_LINES = 3;
/** Lines of all certificates of this process in one window. */
const MAX_LINES_OF_ALL = 50;
/** The calls without a line are counted for so many pairs of certificate and code. */
const MAX_COUNTED = 1_000;

export interface FailedCall {
  vendor: string;
  certificate: number;
  code: string;
  targets: number;
}

export interface Untold extends FailedCall {
  calls: number;
}

export class FailedCalls {
  private lines = 0;
  private readonly linesOf = new Map<number, number>();
  private readonly untold = new Map<string, Untold>();
  private uncounted = 0;

  /** True if the call gets a line. If not, it is counted in what `endWindow` returns. */
  mayTell(call: FailedCall): boolean {
    const lines = this.linesOf.get(call.certificate) ?? 0;
    if (lines < MAX_LINES && this.lines < MAX_LINES_OF_ALL) {
      this.linesOf.set(call.certificate, lines + 1);
      this.lines += 1;
      return true;
    }
    this.count(call);
    return false;
  }

  /** Returns the calls without a line since the last time, and begins a new window. */
  endWindow(): { untold: Untold[]; uncounted: number } {
    const ended = { untold: [...this.untold.values()], uncounted: this.uncounted };
    this.lines = 0;
    this.linesOf.clear();
    this.untold.clear();
    this.uncounted = 0;
    return ended;
  }

  private count(call: FailedCall): void {
    const key = JSON.stringify([call.certificate, call.code]);
    const known = this.untold.get(key);
    if (known !== undefined) {
      known.calls += 1;
      known.targets += call.targets;
    } else if (this.untold.size < MAX_COUNTED) this.untold.set(key, { ...call, calls: 1 });
    else this.uncounted += 1;
  }
}
