// Makes one call when it has its turn: gets the login ready, checks its targets for the last time, plans it for what is left of their
// lifetimes, and sends it (docs/adr/0023). CallSteps writes the result.
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '@offline-push/service-kit';
import { NOT_BEGUN, type VendorCall, type VendorClient, type Verdict } from '@offline-push/vendors/send';
import { released } from './before-call';
import type { Gathering } from '../lanes/gathering';
import type { HeldClaims } from '../lanes/held-claims.steps';
import { callAt, type Planned } from './planned';
import { observeSend } from '../metrics';
import type { Settled } from '../ledger/outcome';
import { notesOf, settle } from '../ledger/settle';
import type { CallMade, ClaimedTarget, Settlement } from '../ledger/target';
import { aboutOf } from './about';
import { CallLog } from './call-log.worker';
import { FreshDeaths } from './fresh-deaths.worker';
import { beginOf, endsBefore } from './last-look';
import { sentBy, loginFailure } from './verdicts-of';

/** A call that could not begin in time, for instance because a connection had to be made, is checked and begun again, so often in all. */
const MAX_ROUNDS = 3;
/** Longer than any login takes, so that its failure is seen. Only the lane of the login waits. */
const LOGIN_WAIT_MS = 9_000;
/** Calls that waited for the same login get its failure within this time of each other. */
const SAME_LOGIN_MS = 500;

/** What a client answered, or why it was not asked. */
interface Answered {
  call: VendorCall;
  verdicts: readonly Verdict[];
  /** Calls before the one that was answered with these verdicts. */
  furtherCalls: number;
  calledAtMs: number;
  startedAt: number;
  /** The vendor was not called, because the login failed. */
  isUnprepared?: true;
}

@Injectable()
export class OneCall {
  private readonly logger = new Logger(OneCall.name);
  private readonly failedLogins = new WeakMap<VendorClient, { verdict: Verdict; atMs: number }>();

  constructor(
    private readonly clock: Clock,
    private readonly deaths: FreshDeaths,
    private readonly log: CallLog,
  ) {}

  /** Returns how each target ends. Never rejects: a failure before the bytes leave is no call, and an answer is never lost. */
  async make(planned: Planned, gathering: Gathering): Promise<Settled[]> {
    const targets = targetsOf(planned.call, gathering.held);
    try {
      const result = await this.run(planned, gathering);
      return Array.isArray(result) ? result : this.settledBy(result, gathering);
    } catch (error) {
      this.logger.error({ event: 'call-left', error: String(error), ...aboutOf(targets) });
      return targets.map(released);
    }
  }

  private async run(planned: Planned, gathering: Gathering): Promise<Settled[] | Answered> {
    let earlierCalls = 0;
    for (let round = 1; ; round++) {
      const refused = await this.prepare(planned.call, gathering);
      if (refused !== undefined) return refused;
      const ends = await this.look(planned.call, gathering);
      if (ends !== undefined) return ends;
      const call = callAt(planned, gathering.open, this.clock.nowMs());
      if (call === undefined) return targetsOf(planned.call, gathering.held).map(released);
      const answered = await this.send(call, gathering);
      earlierCalls += answered.furtherCalls;
      if (round === MAX_ROUNDS || !answered.verdicts.every(isNotBegun))
        return { ...answered, furtherCalls: earlierCalls };
    }
  }

  /** After a wait for the login the lane may be closed: its certificate may be gone, or its state topics may not be readable. */
  private async prepare(
    call: VendorCall,
    { open, slots, held }: Gathering,
  ): Promise<Settled[] | Answered | undefined> {
    const [startedAt, calledAtMs] = [performance.now(), this.clock.nowMs()];
    const failure = await loginFailure(open.client, call, LOGIN_WAIT_MS);
    if (failure !== undefined) {
      const verdicts = call.deliveries.map(() => failure);
      return { call, verdicts, furtherCalls: 0, calledAtMs, startedAt, isUnprepared: true };
    }
    return slots.isOpen() ? undefined : targetsOf(call, held).map(released);
  }

  private async look(call: VendorCall, { held }: Gathering): Promise<Settled[] | undefined> {
    const targets = targetsOf(call, held);
    if (!held.areLongEnough()) return targets.map(released);
    const checks = await held.look();
    const isDead = (target: ClaimedTarget): boolean => this.deaths.has(target);
    const ends = endsBefore(targets, { checks, nowMs: this.clock.nowMs(), isDead });
    return ends ?? (held.areLongEnough() ? undefined : targets.map(released));
  }

  private async send(call: VendorCall, { open, held }: Gathering): Promise<Answered> {
    const [startedAt, calledAtMs] = [performance.now(), this.clock.nowMs()];
    const begin = beginOf(call, held.lookAgeMs, calledAtMs);
    const sent = await sentBy(open.client, call, open.vendor.limits.deadlineMs, begin);
    return { call, furtherCalls: 0, ...sent, calledAtMs, startedAt };
  }

  private settledBy(answered: Answered, gathering: Gathering): Settled[] {
    const { call, verdicts, calledAtMs } = answered;
    const { held } = gathering;
    this.tell(answered, gathering);
    const made = callOf(answered, gathering);
    return call.deliveries.flatMap(({ targetId }, i): Settled[] => {
      const [target, verdict] = [held.find(targetId), verdicts[i]];
      if (target === undefined || verdict === undefined) return [];
      if (verdict.kind === 'token-dead') this.deaths.learn(target);
      const settlement = this.settlementOf(verdict, target, { call, i, calledAtMs });
      return [{ target, settlement, attempt: { call: made, verdict } }];
    });
  }

  /** A failure in here must not keep the verdicts from being settled. */
  private tell(answered: Answered, { open, held, slots }: Gathering): void {
    const { call, verdicts, calledAtMs } = answered;
    const tookMs = performance.now() - answered.startedAt;
    const vendor = open.vendor.id;
    try {
      observeSend(vendor, answered, tookMs / 1000);
      slots.counted(verdicts, answered.isUnprepared ? undefined : tookMs);
      const place = answered.isUnprepared ? undefined : call.place;
      if (!this.isTold(answered, open.client)) slots.answered(verdicts, calledAtMs, place);
      this.log.called({ vendor, targets: targetsOf(call, held), verdicts, tookMs });
    } catch (error) {
      const about = aboutOf(targetsOf(call, held));
      this.logger.error({ event: 'call-not-told', vendor, error: String(error), ...about });
    }
  }

  private settlementOf(
    verdict: Verdict,
    target: ClaimedTarget,
    { call, i, calledAtMs }: { call: VendorCall; i: number; calledAtMs: number },
  ): Settlement {
    const moment = { nowMs: this.clock.nowMs(), chance: Math.random() };
    try {
      const notes = notesOf(verdict, call.notesByDelivery?.[i]);
      return { ...settle(verdict, target, moment), notes, calledAtMs } as Settlement;
    } catch (error) {
      // The verdict has an unknown kind: our own code is wrong, and the phone may have rung.
      this.logger.error({ event: 'verdict-unreadable', error: String(error), ...aboutOf([target]) });
      const unreadable = { kind: 'unavailable', code: 'verdict-unreadable', mayHaveRung: true } as const;
      return { ...settle(unreadable, target, moment), calledAtMs } as Settlement;
    }
  }

  /** True if the failure of this login was counted already: it is one failure of the lane, however many calls waited for it. */
  private isTold({ verdicts: [verdict], isUnprepared }: Answered, client: VendorClient): boolean {
    if (isUnprepared === undefined || verdict === undefined) return false;
    const nowMs = performance.now();
    const known = this.failedLogins.get(client);
    this.failedLogins.set(client, { verdict, atMs: nowMs });
    return known?.verdict === verdict && nowMs - known.atMs < SAME_LOGIN_MS;
  }
}

const callOf = (
  { call, furtherCalls, calledAtMs, startedAt }: Answered,
  { open, held, slots }: Gathering,
): CallMade => ({
  ...{ version: open.version, place: call.place, atMs: calledAtMs, tookMs: performance.now() - startedAt },
  ...{ carried: Math.max(1, targetsOf(call, held).length), furtherCalls },
  lane: slots.laneAfter(call.place),
});

export const targetsOf = (call: VendorCall, held: HeldClaims): ClaimedTarget[] =>
  call.deliveries.flatMap(({ targetId }) => held.find(targetId) ?? []);

const isNotBegun = (verdict: Verdict): boolean =>
  verdict.kind === 'unavailable' && verdict.code === NOT_BEGUN;
