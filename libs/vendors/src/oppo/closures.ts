// Remembers the classes whose daily quota is spent. OPPO asks senders to stop then (sheet 9), so nothing of the class is sent until
// midnight. The memory is of one version of a certificate in one process.
import { untilMidnightInChina } from '../shared/content/china-day';
import { closed } from '../shared/text/what';
import type { Verdict } from '../vendor';
import type { MessageClass } from './category';
import type { OppoRequest } from './request';

/** "Messages over the daily limit" (sheet 4). */
const USED_UP = '33';
const DETAIL = 'OPPO said so before; until midnight in China nothing of this class is sent.';

export class Closures {
  private readonly untilMs = new Map<MessageClass, number>();

  /** Undefined if the call may go. */
  verdictOn(request: OppoRequest, nowMs: number): Verdict | undefined {
    const leftMs = (this.untilMs.get(request.class) ?? 0) - nowMs;
    return leftMs > 0 ? closed({ code: USED_UP, detail: DETAIL }, request.isUsualClass, leftMs) : undefined;
  }

  learn(request: OppoRequest, verdicts: readonly Verdict[], nowMs: number): void {
    const isUsedUp = verdicts.some((verdict) => 'code' in verdict && verdict.code === USED_UP);
    if (isUsedUp) this.untilMs.set(request.class, nowMs + untilMidnightInChina(nowMs));
  }
}
