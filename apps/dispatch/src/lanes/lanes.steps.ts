// The lanes of this process, one per certificate. They are opened, fed and closed as certificates come and go.
import { Injectable, Logger } from '@nestjs/common';
import type { Verdict } from '@offline-push/vendors/send';
import type { CertificateCopy } from '../certificates/certificate';
import { CertificateCopyStore } from '../certificates/certificate-copy.store';
import { Background } from '../credentials/background.steps';
import { type CredentialState, gateOf } from '../credentials/credential-state';
import { Credentials } from '../credentials/credentials.steps';
import { laneDepth, laneState } from '../metrics';
import { LaneReasons } from '../news/lane-reasons.steps';
import { type Problem, problemOf, LANE_STATES, reasonsOf, wordOf } from '../news/lane-words';
import type { Target } from '../ledger/target';
import type { Slots } from './lane.worker';
import { LaneOpener, type OpenLane } from './lane-opener.steps';
import { SendSteps } from './send.steps';
import type { VersionClient } from './version-client';

@Injectable()
export class Lanes {
  private readonly logger = new Logger(Lanes.name);
  private readonly open = new Map<number, OpenLane>();
  private readonly background = new Background();

  constructor(
    private readonly certificates: CertificateCopyStore,
    private readonly sender: SendSteps,
    private readonly opener: LaneOpener,
    private readonly credentials: Credentials,
    private readonly reasons: LaneReasons,
  ) {}

  /** Targets whose certificate has no lane stay in the database until it has one. */
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

  /** Brings the lanes in line with the certificates, and moves them to versions that have come into force. */
  async refresh(): Promise<void> {
    const written = await this.credentials.written();
    for (const copy of await this.certificates.list()) {
      const open = copy.state === 'enabled' ? this.laneOf(copy) : this.close(copy);
      if (open !== undefined) await this.update(open, copy, written.get(copy.certificateId));
    }
    this.reasons.complete();
    this.tellStates();
  }

  /** The lanes that a person should look at, in words. */
  problems(): Problem[] {
    return [...this.open.values()].flatMap(problemOf);
  }

  /** The open lane of a certificate, as it is in this process. */
  openLane(certificateId: number): OpenLane | undefined {
    return this.open.get(certificateId);
  }

  all(): readonly OpenLane[] {
    return [...this.open.values()];
  }

  get count(): number {
    return this.open.size;
  }

  async stop(): Promise<void> {
    const open = [...this.open.values()];
    await Promise.all([this.credentials.stop(), ...open.map(({ lane }) => lane.stop())]);
    await Promise.all(open.map(({ connection }) => connection.close()));
    await this.background.done();
  }

  private laneOf(copy: CertificateCopy): OpenLane | undefined {
    const { certificateId, vendor } = copy;
    const known = this.open.get(certificateId);
    if (known !== undefined) return known;
    const opened = this.opener.open(copy, {
      send: (targets, slots) => this.send(certificateId, targets, slots),
      idle: () => opened && this.credentials.goOnLooking(opened),
    });
    if (opened === undefined) this.logger.error({ event: 'unknown-vendor', vendor });
    else {
      this.open.set(certificateId, opened);
      this.reasons.set(certificateId, () => reasonsOf(opened));
    }
    return opened;
  }

  private async send(certificateId: number, targets: Target[], slots: Slots): Promise<void> {
    const open = this.open.get(certificateId);
    const client = open && this.clientOf(open);
    if (open === undefined || client === undefined) return;
    const { version } = client;
    let isRefused = false;
    const sending = this.sender.send(targets, client.open, {
      ...slots,
      answered: (verdicts, calledAtMs, place) => {
        const refuses = verdicts.some(({ kind }) => kind === 'credential-broken');
        // Only this place refuses the credential, so the lane stays open for the others.
        if (refuses && place !== undefined) return slots.answered(verdicts, calledAtMs, place);
        isRefused ||= refuses;
        this.credentials.answered(open, { version, verdicts, calledAtMs });
        this.noteCallback(open, version, verdicts);
        slots.answered(verdicts, calledAtMs, place);
      },
    });
    await client.hold(sending);
    // The credential was mended while these refusals were being written, so the wake that followed has missed their targets.
    if (isRefused && gateOf(open.credential) === 'open') this.credentials.wake(certificateId);
  }

  /** A credential that cannot be opened is logged by `refresh`, once. */
  private clientOf(open: OpenLane): VersionClient | undefined {
    try {
      return open.connection.clientNow();
    } catch {
      return undefined;
    }
  }

  /** Saves the refusal, so that no pod asks for receipts with this version again, also after a restart. */
  private noteCallback({ copy, connection }: OpenLane, version: number, verdicts: readonly Verdict[]): void {
    const refusal = verdicts.find(({ kind }) => kind === 'callback-refused');
    const noted = refusal && connection.refuseCallback(version);
    if (noted === undefined || refusal === undefined || refusal.kind !== 'callback-refused') return;
    const { certificateId: certificate, vendor } = copy;
    const { code, detail: says } = refusal;
    this.logger.warn({ event: 'callback-refused', certificate, vendor, version, code, says });
    this.background.run('callback-not-noted', certificate, () =>
      this.certificates.refuseCallback(certificate, noted),
    );
  }

  private async update(
    open: OpenLane,
    copy: CertificateCopy,
    row: CredentialState | undefined,
  ): Promise<void> {
    open.copy = copy;
    open.connection.use(copy);
    open.lane.setPaused(copy.pause !== undefined);
    await this.credentials.follow(open, row);
  }

  /** Stops the lane at once. Its calls under way end in the background; only the stop of the process waits for them. */
  private close({ certificateId, state }: CertificateCopy): undefined {
    this.reasons.set(certificateId, () => ({ shut: { code: `certificate-${state}` } }));
    const open = this.open.get(certificateId);
    if (open === undefined) return;
    this.open.delete(certificateId);
    laneDepth.remove({ certificate: certificateId });
    for (const word of LANE_STATES) laneState.remove({ certificate: certificateId, state: word });
    this.background.run('close-failed', certificateId, async () => {
      await open.lane.stop();
      await open.connection.close();
    });
  }

  private tellStates(): void {
    for (const open of this.open.values()) {
      const certificate = open.lane.certificateId;
      laneDepth.set({ certificate }, open.lane.depth);
      for (const state of LANE_STATES) laneState.set({ certificate, state }, wordOf(open) === state ? 1 : 0);
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
