// All lanes of this process, one per certificate: opened, fed and closed as certificates come and go.
import { Clock } from '@offline-push/service-kit';
import { Injectable, Logger } from '@nestjs/common';
import type { CertificateCopy } from '../certificate';
import { CertificateCopyStore } from '../certificate-copy.store';
import { DeadTokenStore } from '../dead-token.store';
import { laneDepth, laneState } from '../metrics';
import type { Target } from '../target';
import type { Slots } from './lane';
import { LaneOpener, type OpenLane } from './lane-opener.worker';
import { SendWorker } from './send.worker';
import type { VersionClient } from './version-client';

@Injectable()
export class Lanes {
  private readonly logger = new Logger(Lanes.name);
  private readonly open = new Map<number, OpenLane>();
  private readonly background = new Set<Promise<void>>();
  private isStopped = false;

  constructor(
    private readonly certificates: CertificateCopyStore,
    private readonly sender: SendWorker,
    private readonly opener: LaneOpener,
    private readonly deadTokens: DeadTokenStore,
    private readonly clock: Clock,
  ) {}

  /** Targets of a certificate without a lane stay in the database until it has one. */
  offer(targets: readonly Target[]): void {
    for (const [certificateId, ofLane] of groupByCertificate(targets))
      this.open.get(certificateId)?.lane.offer(ofLane);
  }

  rooms(): { certificateId: number; room: number }[] {
    const rooms = [...this.open.values()].map(({ lane }) => ({
      certificateId: lane.certificateId,
      room: lane.room,
    }));
    return rooms.filter(({ room }) => room > 0);
  }

  /** Brings the lanes in line with the copies: also moves them to versions whose time has come. */
  async refresh(): Promise<void> {
    for (const copy of await this.certificates.list()) {
      const open = this.open.get(copy.certificateId);
      if (copy.state !== 'enabled') this.close(copy.certificateId);
      else if (open === undefined) this.openLane(copy);
      else await this.update(open, copy);
    }
    this.tellStates();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    await Promise.all([...this.open.values()].map(({ lane }) => lane.stop()));
    await Promise.all([...this.open.values()].map(({ connection }) => connection.close()));
    await Promise.all(this.background);
  }

  private openLane(copy: CertificateCopy): void {
    const open = this.opener.open(copy, (targets, slots) => this.send(copy.certificateId, targets, slots));
    if (open === undefined) return this.logger.error({ event: 'unknown-vendor', vendor: copy.vendor });
    this.open.set(copy.certificateId, open);
  }

  private async send(certificateId: number, targets: Target[], slots: Slots): Promise<void> {
    const open = this.open.get(certificateId);
    const client = open && this.clientOf(open);
    if (open === undefined || client === undefined) return;
    const { version } = client;
    const sending = this.sender.send(targets, client.open, {
      ...slots,
      answered: (verdicts, calledAtMs) => {
        slots.answered(verdicts, calledAtMs);
        if (verdicts.some(({ kind }) => kind === 'credential-broken')) this.tellBroken(open, version);
      },
    });
    await client.hold(sending);
    // The credential was mended before its last refusals were written: whoever woke the others has missed these.
    if (open.brokenVersion === version && open.lane.why !== 'broken')
      this.inBackground(this.wake(certificateId));
  }

  /** In pieces and in the background: hundreds of thousands may wait, and the state feed and the other lanes do not wait for them. */
  private async wake(certificateId: number): Promise<void> {
    try {
      while (!this.isStopped && (await this.certificates.wakeSome(certificateId)));
    } catch (error) {
      // They wake by themselves, only later.
      this.logger.error({ event: 'wake-failed', certificate: certificateId, error: String(error) });
    }
  }

  private inBackground(work: Promise<void>): void {
    const tracked = work.finally(() => this.background.delete(tracked));
    this.background.add(tracked);
  }

  private clientOf(open: OpenLane): VersionClient | undefined {
    try {
      return open.connection.clientAt(this.clock.nowMs());
    } catch (error) {
      open.lane.markBroken();
      this.logger.error({
        event: 'credential-not-opened',
        certificate: open.lane.certificateId,
        error: String(error),
      });
      return undefined;
    }
  }

  /** Remembered in the database, so that a restart does not try the refused credential again. */
  private tellBroken(open: OpenLane, version: number): void {
    if (open.brokenVersion === version) return;
    open.brokenVersion = version;
    const { certificateId } = open.lane;
    this.logger.error({ event: 'credential-broken', certificate: certificateId, version });
    this.certificates
      .markBroken(certificateId, version)
      .catch((error: unknown) =>
        this.logger.error({ event: 'mark-broken-failed', certificate: certificateId, error: String(error) }),
      );
  }

  private async update(open: OpenLane, copy: CertificateCopy): Promise<void> {
    open.connection.use(copy);
    const version = open.connection.versionAt(this.clock.nowMs());
    if (version !== undefined && open.version !== undefined && version !== open.version)
      await this.deadTokens.forgetOf(copy.certificateId);
    open.version = version;
    if (open.lane.why !== 'broken' || version === undefined || version === open.brokenVersion) return;
    this.inBackground(this.wake(copy.certificateId));
    open.lane.resume();
  }

  /** Nothing new leaves at once. Its calls in flight may take as long as their vendor does: nobody waits for them but the stop. */
  private close(certificateId: number): void {
    const open = this.open.get(certificateId);
    if (open === undefined) return;
    this.open.delete(certificateId);
    this.inBackground(this.finish(open));
  }

  private async finish({ lane, connection }: OpenLane): Promise<void> {
    await lane.stop();
    await connection
      .close()
      .catch((error: unknown) =>
        this.logger.error({ event: 'close-failed', certificate: lane.certificateId, error: String(error) }),
      );
  }

  private tellStates(): void {
    for (const { lane } of this.open.values()) {
      laneDepth.set({ certificate: lane.certificateId }, lane.depth);
      for (const state of ['open', 'throttled', 'breaker', 'broken'] as const) {
        laneState.set({ certificate: lane.certificateId, state }, lane.why === state ? 1 : 0);
      }
    }
  }
}

function groupByCertificate(targets: readonly Target[]): Map<number, Target[]> {
  const groups = new Map<number, Target[]>();
  for (const target of targets) {
    const group = groups.get(target.certificateId);
    if (group === undefined) groups.set(target.certificateId, [target]);
    else group.push(target);
  }
  return groups;
}
