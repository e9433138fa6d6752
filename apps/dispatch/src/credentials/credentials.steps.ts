// Keeps the state of each lane's credential: closes the lane when the vendor refuses it, asks again by one push or a probe, then opens the
// lane and wakes its targets (docs/adr/0022). credential-state.ts decides what an answer means.
import { Injectable, Logger } from '@nestjs/common';
import { Clock, SealBroken } from '@offline-push/service-kit';
import type { Probe, Verdict } from '@offline-push/vendors/send';
import { CertificateCopyStore, type Whom } from '../certificates/certificate-copy.store';
import { ClaimStore } from '../ledger/claim.store';
import { Limits } from '../dispatch.config';
import type { OpenLane } from '../lanes/lane-opener.steps';
import { Background } from './background.steps';
import {
  adopted,
  afterAnswer,
  afterProbe,
  type CredentialState,
  gateOf,
  isAskedFor,
  isDue,
  isUnwritten,
  looking,
  unopened,
  untried,
} from './credential-state';
import { JudgementStore } from './judgement.store';
import { linesOf } from './credential-news';

/** The push that was to find out may have ended without a call. After this time another one is brought into the lane. */
const ASK_AGAIN_MS = 200;

/** An answer to a call under this version of the certificate. */
export interface Answered {
  readonly version: number;
  readonly verdicts: readonly Verdict[];
  readonly calledAtMs: number;
}

@Injectable()
export class Credentials {
  private readonly logger = new Logger(Credentials.name);
  private readonly background = new Background();
  private readonly firstMs: number;
  private isStopped = false;

  constructor(
    private readonly judgements: JudgementStore,
    private readonly certificates: CertificateCopyStore,
    private readonly claims: ClaimStore,
    private readonly clock: Clock,
    limits: Limits,
  ) {
    this.firstMs = limits.refusedRetryMs;
  }

  /** The states that all pods wrote, by certificate id. */
  written(): Promise<Map<number, CredentialState>> {
    return this.judgements.list();
  }

  /** Synchronous, so that the gate is shut before the next call can leave. */
  answered(open: OpenLane, { version, verdicts, calledAtMs }: Answered): void {
    const state = open.credential;
    if (state?.version !== version) return;
    const answer = { verdicts, calledAtMs, nowMs: this.clock.nowMs() };
    this.learn(open, afterAnswer(state, answer, this.firstMs));
  }

  /** Brings the lane in line with its copy and with what other pods wrote, and looks again when it is time. */
  async follow(open: OpenLane, row: CredentialState | undefined): Promise<void> {
    const nowMs = this.clock.nowMs();
    const before = open.credential;
    const known = this.known(open, row, nowMs);
    if (before !== undefined && before.version !== known?.version && gateOf(before) !== 'open')
      open.isWakingAll = true;
    this.change(open, known);
    const state = open.credential;
    if (state === undefined) return void (open.isHeld = true);
    this.comeIntoForce(open);
    if (before !== undefined && before.version !== state.version)
      await this.judgements.forgetFormer(open.copy.certificateId);
    // This process has just started, and the refused row is of a former version: what that version held back is due again.
    if (before === undefined && row?.is === 'refused' && row.version < state.version)
      this.wake(open.copy.certificateId, 'all');
    if (isUnwritten(state, row)) this.save(open, state);
    if (isDue(state, nowMs, open.copy.resumedAtMs)) await this.beginLook(open, state);
    this.goOnLooking(open);
  }

  /** If no call is under way, brings one push into the lane, or asks the vendor with a probe. */
  goOnLooking(open: OpenLane): void {
    if (open.credential?.isLooking !== true || !open.lane.isIdle || open.lane.pause !== undefined) return;
    if (this.isStopped || performance.now() < open.mayAskFromMs) return;
    open.mayAskFromMs = Infinity;
    const ask = () => this.ask(open).finally(() => (open.mayAskFromMs = performance.now() + ASK_AGAIN_MS));
    this.background.run('credential-look-failed', open.copy.certificateId, ask);
  }

  /** Makes all due that a refused credential held back. It runs in the background, in portions, because hundreds of thousands may wait. */
  wake(certificateId: number, whom: Whom = 'fresh'): void {
    // After a failure they become due by themselves, only later.
    this.background.run('wake-failed', certificateId, async () => {
      while (!this.isStopped && (await this.certificates.wakeSome(certificateId, whom)));
    });
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    await this.background.done();
  }

  private known(
    open: OpenLane,
    row: CredentialState | undefined,
    nowMs: number,
  ): CredentialState | undefined {
    const version = open.connection.versionAt(nowMs);
    if (version === undefined) return undefined;
    const state = open.credential?.version === version ? open.credential : untried(version);
    const problem = openingProblem(open, nowMs);
    if (problem !== undefined) return state.is === 'unopened' ? state : unopened(version, problem, nowMs);
    return adopted(state.is === 'unopened' ? untried(version) : state, row, nowMs);
  }

  /** Wakes what waited for the first version to come into force. */
  private comeIntoForce(open: OpenLane): void {
    if (open.isHeld) this.wake(open.copy.certificateId);
    open.isHeld = false;
  }

  /** Several pods may get here at the same time; the row lets one of them ask. */
  private async beginLook(open: OpenLane, state: CredentialState): Promise<void> {
    const { certificateId, resumedAtMs } = open.copy;
    const nowMs = this.clock.nowMs();
    const next = looking(state, nowMs, resumedAtMs, this.firstMs);
    if (!(await this.judgements.beginLook(certificateId, next, { nowMs, resumedAtMs }))) return;
    // A person who asks wants all pushes tried, also those that were refused so often that they keep their own pause.
    if (isAskedFor(state, resumedAtMs)) open.isWakingAll = true;
    if (open.credential === state) this.change(open, next);
  }

  private async ask(open: OpenLane): Promise<void> {
    const { certificateId } = open.copy;
    const lanes = [{ certificateId, room: 1 }];
    let due = await this.claims.listDue(lanes);
    if (due.length === 0 && (await this.certificates.wakeOne(certificateId)))
      due = await this.claims.listDue(lanes);
    if (due.length > 0) return open.lane.offer(due);
    const beganAtMs = this.clock.nowMs();
    const probe = await this.probe(open);
    const state = open.credential;
    if (state === undefined) return;
    this.learn(open, afterProbe(state, { probe, beganAtMs, nowMs: this.clock.nowMs() }, this.firstMs));
  }

  /** A probe that throws is a bug of ours. It counts as one without a result, so it is logged once a look and not each second. */
  private async probe({ copy, connection }: OpenLane): Promise<Probe> {
    try {
      return await connection.probe();
    } catch (error) {
      const { certificateId: certificate, vendor } = copy;
      this.logger.error({ event: 'probe-failed', certificate, vendor, error: nameOf(error) });
      return { result: 'unknown', says: 'our own code failed' };
    }
  }

  private change(open: OpenLane, next: CredentialState | undefined): void {
    const was = open.credential;
    if (next === was) return;
    open.credential = next;
    const gate = gateOf(next);
    if (gate === 'open' && was !== undefined && gateOf(was) !== 'open') this.wakeBehind(open);
    open.lane.setGate(gate);
    for (const { level, ...line } of linesOf(open.copy, was, next)) this.logger[level](line);
  }

  private wakeBehind(open: OpenLane): void {
    this.wake(open.copy.certificateId, open.isWakingAll ? 'all' : 'fresh');
    open.isWakingAll = false;
  }

  private learn(open: OpenLane, next: CredentialState): void {
    const was = open.credential;
    this.change(open, next);
    if (isUnwritten(next, was)) this.save(open, next);
  }

  /** If it fails, the next round saves the state. */
  private save({ copy }: OpenLane, state: CredentialState): void {
    this.background.run('judgement-not-saved', copy.certificateId, () => this.judgements.save(copy, state));
  }
}

/** Why the credential cannot be opened; undefined if it can. An error about its content may quote it, so only the error's name is used. */
function openingProblem({ connection }: OpenLane, nowMs: number): string | undefined {
  try {
    connection.clientAt(nowMs);
    return undefined;
  } catch (error) {
    if (error instanceof SealBroken) return error.message;
    return `what is in it cannot be used (${nameOf(error)})`;
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);
