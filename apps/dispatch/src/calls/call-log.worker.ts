// Logs vendor calls: at debug a line per call, at info a line per failed call, or a summary if many fail. The vendor's words come from the
// verdict, which quotes neither tokens nor secrets.
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { Verdict } from '@offline-push/vendors/send';
import { Limits } from '../dispatch.config';
import type { ClaimedTarget } from '../ledger/target';
import { aboutOf } from './about';
import { type FailedCall, FailedCalls } from './failed-calls';

const WINDOW_MS = 10_000;
/** Verdicts that are no failure: a vendor that calls a token dead works as it should. */
const USUAL: ReadonlySet<Verdict['kind']> = new Set(['accepted', 'token-dead']);

export interface Called {
  vendor: string;
  targets: readonly ClaimedTarget[];
  /** One per target. */
  verdicts: readonly Verdict[];
  tookMs: number;
}

@Injectable()
export class CallLog implements OnApplicationShutdown {
  private readonly logger = new Logger('Calls');
  private readonly failed = new FailedCalls();
  private window: NodeJS.Timeout | undefined;

  constructor(private readonly limits: Limits) {}

  called(called: Called): void {
    if (this.limits.isDebugging) this.tellCall(called);
    if (called.verdicts.some(({ kind }) => !USUAL.has(kind))) this.tellFailure(called);
  }

  onApplicationShutdown(): void {
    clearTimeout(this.window);
    this.endWindow();
  }

  private tellCall({ vendor, targets, verdicts, tookMs }: Called): void {
    const counts: Record<string, number> = {};
    for (const { kind } of verdicts) counts[kind] = (counts[kind] ?? 0) + 1;
    const ms = Math.round(tookMs);
    this.logger.debug({ event: 'vendor-call', vendor, verdicts: counts, ms, ...aboutOf(targets) });
  }

  private tellFailure({ vendor, targets, verdicts, tookMs }: Called): void {
    const failed = targets.filter((_, i) => !USUAL.has(verdicts[i]?.kind ?? 'unavailable'));
    const [first] = verdicts.filter(({ kind }) => !USUAL.has(kind));
    const [target] = failed;
    if (first === undefined || target === undefined || first.kind === 'accepted') return;
    const { kind: verdict, code, detail } = first;
    const certificate = target.certificateId;
    if (!this.mayTell({ vendor, certificate, code, targets: failed.length })) return;
    const ms = Math.round(tookMs);
    this.logger.log({ event: 'vendor-call-failed', vendor, verdict, code, detail, ms, ...aboutOf(failed) });
  }

  private mayTell(call: FailedCall): boolean {
    this.window ??= setTimeout(() => this.endWindow(), WINDOW_MS).unref();
    return this.failed.mayTell(call);
  }

  private endWindow(): void {
    this.window = undefined;
    const { untold, uncounted } = this.failed.endWindow();
    for (const counts of untold) this.logger.log({ event: 'vendor-calls-failed', ...counts });
    if (uncounted > 0) this.logger.log({ event: 'vendor-calls-failed', calls: uncounted });
  }
}
