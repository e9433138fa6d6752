// The targets that wait in the memory of one lane: a bounded number, chat before bulk, each target once. The rest waits in the database.
import type { Target } from '../ledger/target';

export class LaneQueue {
  private readonly chat: Target[] = [];
  private readonly bulk: Target[] = [];
  private readonly ids = new Set<string>();

  constructor(private readonly bound: number) {}

  get size(): number {
    return this.ids.size;
  }

  get room(): number {
    return this.bound - this.ids.size;
  }

  /** Takes as many targets as there is room for. The others stay in the database. */
  offer(targets: readonly Target[]): void {
    for (const target of targets) {
      if (this.room <= 0) return;
      if (this.ids.has(target.targetId)) continue;
      this.ids.add(target.targetId);
      (target.content.class === 'bulk' ? this.bulk : this.chat).push(target);
    }
  }

  take(limit: number): Target[] {
    const taken = this.chat.splice(0, limit);
    taken.push(...this.bulk.splice(0, limit - taken.length));
    for (const target of taken) this.ids.delete(target.targetId);
    return taken;
  }
}
