// Which failed calls get a log line of their own, and what is said of the others together: a vendor that is away must not fill the disk. Pure.

/** Of one certificate in one window. */
const MOST_LINES = 3;
/** Of all certificates of this process. */
const MOST_LINES_OF_ALL = 50;
/** The others of a window are counted by certificate and code, as far as there are so many. */
const MOST_COUNTED = 1_000;

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

  /** True: it gets its line. Else it is part of what `endWindow` tells. */
  mayTell(call: FailedCall): boolean {
    const lines = this.linesOf.get(call.certificate) ?? 0;
    if (lines < MOST_LINES && this.lines < MOST_LINES_OF_ALL) {
      this.linesOf.set(call.certificate, lines + 1);
      this.lines += 1;
      return true;
    }
    this.count(call);
    return false;
  }

  /** What had no line since the last time; everybody may tell again. */
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
    } else if (this.untold.size < MOST_COUNTED) this.untold.set(key, { ...call, calls: 1 });
    else this.uncounted += 1;
  }
}
