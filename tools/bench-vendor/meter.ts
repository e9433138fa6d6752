// Counts deliveries and the CPU of this process between the end of the warm-up and the end of the measure.

export interface Numbers {
  /** Deliveries that the vendor accepted, a second. */
  readonly sendsPerSecond: number;
  /** User and system time of the client's process, for each of them. */
  readonly cpuMicrosPerPush: number;
  readonly recipientsPerCall: number;
}

export interface Window {
  readonly warmUpMs: number;
  readonly measureMs: number;
}

export class Meter {
  isOver = false;
  private deliveries = 0;
  private calls = 0;

  count(deliveries: number, calls: number): void {
    this.deliveries += deliveries;
    this.calls += calls;
  }

  async measure({ warmUpMs, measureMs }: Window): Promise<Numbers> {
    await passed(warmUpMs);
    [this.deliveries, this.calls] = [0, 0];
    const [before, startedAtMs] = [process.cpuUsage(), performance.now()];
    await passed(measureMs);
    const { user, system } = process.cpuUsage(before);
    const seconds = (performance.now() - startedAtMs) / 1000;
    const { deliveries, calls } = this;
    this.isOver = true;
    return {
      sendsPerSecond: Math.round(deliveries / seconds),
      cpuMicrosPerPush: rounded((user + system) / Math.max(1, deliveries)),
      recipientsPerCall: rounded(deliveries / Math.max(1, calls)),
    };
  }
}

const passed = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const rounded = (value: number): number => Math.round(value * 10) / 10;
