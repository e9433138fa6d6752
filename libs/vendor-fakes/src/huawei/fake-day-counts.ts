// Messages per phone and day, for the quotas of which nobody is told.
import { dateInChina } from '@offline-push/vendors/shared/for-fakes';

/** Beyond so many phones those longest silent begin anew. */
const MAX_COUNTED = 200_000;

export class DayCounts {
  private day = '';
  private readonly counts = new Map<string, number>();

  /** This one included. A day ends at midnight in China. */
  up(what: string, nowMs: number): number {
    const day = dateInChina(nowMs);
    if (day !== this.day) this.counts.clear();
    this.day = day;
    const count = (this.counts.get(what) ?? 0) + 1;
    this.counts.delete(what);
    this.counts.set(what, count);
    const oldest = this.counts.keys().next().value;
    if (this.counts.size > MAX_COUNTED && oldest !== undefined) this.counts.delete(oldest);
    return count;
  }
}
